import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("evaluation", "lookback", "intervision", "matches");
const at = { getParentRoute: () => shellRoute };
const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** What a concern is about: a match, a person, or nothing that is said here. */
export interface ConcernSearch {
  match?: string;
  client?: string;
}

export const evaluationRoutes = [
  createRoute({
    ...at,
    path: "/zorg",
    validateSearch: (search: Record<string, unknown>): ConcernSearch => ({ match: text(search.match), client: text(search.client) }),
    component: page(() => import("./ConcernPage"), "ConcernPage"),
  }),
  createRoute({ ...at, path: "/tussenstand", component: page(() => import("./EvaluationsPage"), "EvaluationsPage") }),
  createRoute({
    ...at,
    path: "/tussenstand/nieuw",
    validateSearch: (search: Record<string, unknown>): { koppeling?: string } => ({ koppeling: text(search.koppeling) }),
    component: page(() => import("./BeginPage"), "BeginPage"),
  }),
  createRoute({ ...at, path: "/tussenstand/$evaluationId", component: page(() => import("./EvaluationPage"), "EvaluationPage") }),
  createRoute({ ...at, path: "/tussenstand/$evaluationId/samen/$clientId", component: page(() => import("./AskPage"), "AskPage") }),
  createRoute({ ...at, path: "/tussenstand/$evaluationId/kaart", component: page(() => import("./CardPage"), "CardPage") }),
  createRoute({ ...at, path: "/tussenstand/$evaluationId/mijn-blik", component: page(() => import("./LookPage"), "LookPage") }),
  createRoute({ ...at, path: "/intervisie", component: page(() => import("./IntervisionsPage"), "IntervisionsPage") }),
  createRoute({ ...at, path: "/intervisie/nieuw", component: page(() => import("./PlanPage"), "NewIntervisionPage") }),
  createRoute({ ...at, path: "/intervisie/lessen", component: page(() => import("./LessonsPage"), "LessonsPage") }),
  createRoute({ ...at, path: "/intervisie/$intervisionId", component: page(() => import("./IntervisionPage"), "IntervisionPage") }),
  createRoute({ ...at, path: "/intervisie/$intervisionId/wijzigen", component: page(() => import("./PlanPage"), "EditIntervisionPage") }),
];
