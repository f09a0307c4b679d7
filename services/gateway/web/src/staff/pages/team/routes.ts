import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";
import { type MyPart, myParts, type TeamPart, teamParts } from "./parts";

const page = pagesWith("team", "organisation", "calendar", "signing");
const at = { getParentRoute: () => shellRoute };

export const teamRoutes = [
  createRoute({
    ...at,
    path: "/team",
    validateSearch: (search: Record<string, unknown>): { deel?: TeamPart; zoek?: string } => ({
      deel: teamParts.find((part) => part === search.deel),
      zoek: typeof search.zoek === "string" && search.zoek ? search.zoek : undefined,
    }),
    component: page(() => import("./TeamPage"), "TeamPage"),
  }),
  createRoute({ ...at, path: "/team/$workerId", component: page(() => import("./ColleaguePage"), "ColleaguePage") }),
  createRoute({ ...at, path: "/team/locatie/$locationId", component: page(() => import("./StartPage"), "StartPage") }),
  createRoute({ ...at, path: "/aangemeld", component: page(() => import("../signin/SignedInPage"), "SignedInPage") }),
  createRoute({
    ...at,
    path: "/mijn-pagina",
    validateSearch: (search: Record<string, unknown>): { deel?: MyPart } => ({ deel: myParts.find((part) => part === search.deel) }),
    component: page(() => import("./MyPage"), "MyPage"),
  }),
];
