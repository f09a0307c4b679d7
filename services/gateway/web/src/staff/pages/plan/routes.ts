import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";
import { type IdeaState, ideaStates } from "./queries";

const page = pagesWith("plan", "matches");
const at = { getParentRoute: () => shellRoute };

export interface PlanSearch {
  /** Id of an earlier plan; without it the newest. */
  plan?: string;
  laat?: IdeaState;
  /** Only about people whom the reader guides. */
  mijn?: true;
}

export const planRoutes = [
  createRoute({
    ...at,
    path: "/plan",
    validateSearch: (search: Record<string, unknown>): PlanSearch => ({
      plan: typeof search.plan === "string" && search.plan ? search.plan : undefined,
      laat: ideaStates.find((state) => state === search.laat),
      mijn: search.mijn === true ? true : undefined,
    }),
    component: page(() => import("./PlanPage"), "PlanPage"),
  }),
  createRoute({ ...at, path: "/plan/instellingen", component: page(() => import("./PlanSettingsPage"), "PlanSettingsPage") }),
];
