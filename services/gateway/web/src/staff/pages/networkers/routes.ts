import { createRoute } from "@tanstack/react-router";
import { page, shellRoute } from "@/staff/root";

export const networkersRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/netwerkers",
    component: page(() => import("./NetworkersPage"), "NetworkersPage"),
  }),
];
