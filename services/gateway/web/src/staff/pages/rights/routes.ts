import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("rights", "mayrecruitment", "maymatching", "mayactivity", "mayevaluation", "mayprivacy");
const text = (value: unknown) => (typeof value === "string" && value ? value.slice(0, 80) : undefined);

export const rightsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/organisatie/wie-mag-wat",
    validateSearch: (search: Record<string, unknown>): { rol?: string; zoek?: string } => ({ rol: text(search.rol), zoek: text(search.zoek) }),
    component: page(() => import("./RightsPage"), "RightsPage"),
  }),
];
