import { createRoute } from "@tanstack/react-router";
import { page, shellRoute } from "@/staff/root";

export const evaluationRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/intervisie",
    component: page(() => import("./IntervisionPage"), "IntervisionPage"),
  }),
];
