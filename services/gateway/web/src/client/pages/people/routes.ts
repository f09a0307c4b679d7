import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("meeting", "nearby", "consult", "map");

const at = { getParentRoute: () => clientRoute };

export const peopleRoutes = [
  createRoute({ ...at, path: "/mensen", component: page(() => import("./PeoplePage"), "PeoplePage") }),
  createRoute({ ...at, path: "/mensen/$matchId", component: page(() => import("./MatchPage"), "MatchPage") }),
  createRoute({ ...at, path: "/mensen/liever-niet", component: page(() => import("./ApartListPage"), "ApartListPage") }),
  createRoute({ ...at, path: "/mensen/$matchId/niet-samen", component: page(() => import("./ApartPage"), "ApartPage") }),
  createRoute({ ...at, path: "/mensen/$matchId/hoe-vaak", component: page(() => import("./HowOftenPage"), "HowOftenPage") }),
  createRoute({ ...at, path: "/mensen/$matchId/wat-hoop-je", component: page(() => import("./HopePage"), "HopePage") }),
  createRoute({ ...at, path: "/mensen/$matchId/hierna", component: page(() => import("./NextPage"), "NextPage") }),
];
