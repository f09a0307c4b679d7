import { createRoute } from "@tanstack/react-router";
import { page, shellRoute } from "@/staff/root";

export const matchesRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/koppelingen",
    component: page(() => import("./MatchesPage"), "MatchesPage"),
  }),
];
