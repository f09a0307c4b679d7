import { createRoute } from "@tanstack/react-router";
import { clientRoute, page } from "@/client/root";

const at = { getParentRoute: () => clientRoute };

export const peopleRoutes = [
  createRoute({ ...at, path: "/mensen", component: page(() => import("./PeoplePage"), "PeoplePage") }),
  createRoute({ ...at, path: "/mensen/$matchId", component: page(() => import("./MatchPage"), "MatchPage") }),
  createRoute({ ...at, path: "/mensen/$matchId/hoe-vaak", component: page(() => import("./HowOftenPage"), "HowOftenPage") }),
  createRoute({ ...at, path: "/mensen/$matchId/wat-hoop-je", component: page(() => import("./HopePage"), "HopePage") }),
  createRoute({ ...at, path: "/mensen/$matchId/hierna", component: page(() => import("./NextPage"), "NextPage") }),
];
