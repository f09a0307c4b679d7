import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("along", "series", "map");
const at = { getParentRoute: () => clientRoute };

export const goingRoutes = [
  createRoute({ ...at, path: "/eropuit", component: page(() => import("./GoingPage"), "GoingPage") }),
  createRoute({ ...at, path: "/eropuit/nieuw/$step", component: page(() => import("./ProposePage"), "ProposePage") }),
  createRoute({ ...at, path: "/eropuit/$activityId", component: page(() => import("./OutingPage"), "OutingPage") }),
  createRoute({ ...at, path: "/eropuit/$activityId/andere-dag", component: page(() => import("./ChangeDayPage"), "ChangeDayPage") }),
  createRoute({ ...at, path: "/eropuit/$activityId/hoe-was-het/$step", component: page(() => import("./HowWasItPage"), "HowWasItPage") }),
];
