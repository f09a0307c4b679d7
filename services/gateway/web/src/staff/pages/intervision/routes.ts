import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("intervision", "evaluation", "matches");
const at = { getParentRoute: () => shellRoute };
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

export const meetingKinds = ["team", "guidance", "plan"] as const;
export type MeetingKind = (typeof meetingKinds)[number];

export const intervisionRoutes = [
  createRoute({ ...at, path: "/intervisie/manieren", component: page(() => import("./MethodsPage"), "MethodsPage") }),
  createRoute({ ...at, path: "/intervisie/manieren/$methodKey", component: page(() => import("./MethodFormPage"), "MethodFormPage") }),
  createRoute({
    ...at,
    path: "/intervisie/$intervisionId/leiden",
    validateSearch: (search: Record<string, unknown>): { stap?: number; punt?: string } => ({ stap: Number(search.stap) || undefined, punt: text(search.punt) }),
    component: page(() => import("./LeadPage"), "LeadPage"),
  }),
  createRoute({ ...at, path: "/intervisie/$intervisionId/verslag", component: page(() => import("./ReportPage"), "ReportPage") }),
  createRoute({
    ...at,
    path: "/overlegkaart",
    validateSearch: (search: Record<string, unknown>): { koppeling?: string; persoon?: string; voor?: MeetingKind } => ({
      koppeling: text(search.koppeling), persoon: text(search.persoon), voor: meetingKinds.find((kind) => kind === search.voor),
    }),
    component: page(() => import("./CardPage"), "CardPage"),
  }),
];
