import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("emergency");

export const emergencyRoutes = [
  createRoute({ getParentRoute: () => shellRoute, path: "/spoed", component: page(() => import("./OpenEmergencyPage"), "OpenEmergencyPage") }),
];
