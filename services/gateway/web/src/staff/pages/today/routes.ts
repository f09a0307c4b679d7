import { createRoute } from "@tanstack/react-router";
import { page, shellRoute } from "@/staff/root";

export const todayRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/",
    component: page(() => import("./TodayPage"), "TodayPage"),
  }),
];
