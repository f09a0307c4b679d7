import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("leaving");

export const leavingRoutes = [
  createRoute({ getParentRoute: () => shellRoute, path: "/mensen/uit-zorg", component: page(() => import("./LeavingPage"), "LeavingPage") }),
];
