import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("story");
const at = { getParentRoute: () => clientRoute };

export const storyRoutes = [
  createRoute({ ...at, path: "/over-mij/verhalen", component: page(() => import("./StoriesPage"), "StoriesPage") }),
  createRoute({ ...at, path: "/over-mij/verhalen/nieuw/$step", component: page(() => import("./NewStoryPage"), "NewStoryPage") }),
  createRoute({ ...at, path: "/over-mij/verhalen/$storyId", component: page(() => import("./StoryPage"), "StoryPage") }),
];
