import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const at = { getParentRoute: () => clientRoute };

export const feelingRoutes = [
  createRoute({ ...at, path: "/hoe-gaat-het", component: pagesWith("questions", "along")(() => import("./FeelingPage"), "FeelingPage") }),
  createRoute({ ...at, path: "/hoe-gaat-het/$evaluationId/$step", component: pagesWith("lookback")(() => import("./LookBackPage"), "LookBackPage") }),
];
