import { createRoute } from "@tanstack/react-router";
import { page, shellRoute } from "@/staff/root";

export const insightRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/inzicht",
    component: page(() => import("./InsightPage"), "InsightPage"),
  }),
];
