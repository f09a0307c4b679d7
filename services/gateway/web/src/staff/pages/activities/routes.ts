import { createRoute } from "@tanstack/react-router";
import { page, shellRoute } from "@/staff/root";

export const activitiesRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/activiteiten",
    component: page(() => import("./ActivitiesPage"), "ActivitiesPage"),
  }),
];
