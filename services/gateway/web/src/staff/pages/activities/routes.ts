import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("activities", "matches");
const at = { getParentRoute: () => shellRoute };
const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

export interface ActivitiesSearch {
  /** Id of a client. */
  persoon?: string;
  geweest?: true;
}

export const activitiesRoutes = [
  createRoute({
    ...at,
    path: "/activiteiten",
    validateSearch: (search: Record<string, unknown>): ActivitiesSearch => ({
      persoon: text(search.persoon),
      geweest: search.geweest === true ? true : undefined,
    }),
    component: page(() => import("./ActivitiesPage"), "ActivitiesPage"),
  }),
  createRoute({
    ...at,
    path: "/activiteiten/nieuw",
    validateSearch: (search: Record<string, unknown>): { koppeling?: string; persoon?: string } => ({
      koppeling: text(search.koppeling),
      persoon: text(search.persoon),
    }),
    component: page(() => import("./NewActivityPage"), "NewActivityPage"),
  }),
  createRoute({ ...at, path: "/activiteiten/plekken", component: page(() => import("./PlacesPage"), "PlacesPage") }),
  createRoute({ ...at, path: "/activiteiten/plekken/nieuw", component: page(() => import("./PlacePage"), "NewPlacePage") }),
  createRoute({ ...at, path: "/activiteiten/plekken/$placeId", component: page(() => import("./PlacePage"), "PlacePage") }),
  createRoute({ ...at, path: "/activiteiten/$activityId", component: page(() => import("./ActivityPage"), "ActivityPage") }),
  createRoute({ ...at, path: "/activiteiten/$activityId/wijzigen", component: page(() => import("./EditActivityPage"), "EditActivityPage") }),
];
