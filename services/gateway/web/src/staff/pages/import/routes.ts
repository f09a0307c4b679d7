import { createRoute } from "@tanstack/react-router";
import { page, shellRoute } from "@/staff/root";

export const importRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/overnemen",
    component: page(() => import("./ImportPage"), "ImportPage"),
  }),
];
