import { createRoute } from "@tanstack/react-router";
import { clientRoute, page, pagesWith } from "@/client/root";

const at = { getParentRoute: () => clientRoute };

export const feelingRoutes = [
  createRoute({ ...at, path: "/hoe-gaat-het", component: pagesWith("questions")(() => import("./FeelingPage"), "FeelingPage") }),
  createRoute({ ...at, path: "/hoe-gaat-het/$evaluationId/$step", component: page(() => import("./LookBackPage"), "LookBackPage") }),
];
