import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("questions", "along");
const at = { getParentRoute: () => clientRoute };

export const questionsRoutes = [
  createRoute({ ...at, path: "/vragen/$askingId", component: page(() => import("./BeginPage"), "BeginPage") }),
  createRoute({ ...at, path: "/vragen/$askingId/$step", component: page(() => import("./StepPage"), "StepPage") }),
];
