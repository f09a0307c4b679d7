import { createRoute } from "@tanstack/react-router";
import { type Audience, audiences } from "@/app/stories";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("stories");

export const storiesRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/verhalen",
    validateSearch: (search: Record<string, unknown>): { voor?: Audience } => ({ voor: audiences.find((audience) => audience === search.voor) }),
    component: page(() => import("./LibraryPage"), "LibraryPage"),
  }),
  createRoute({ getParentRoute: () => shellRoute, path: "/mensen/$clientId/verhalen", component: page(() => import("./StoriesPage"), "StoriesPage") }),
];
