import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("concerns");

export const concernsRoutes = [
  createRoute({ getParentRoute: () => shellRoute, path: "/zorgen", component: page(() => import("./ConcernsPage"), "ConcernsPage") }),
];
