import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("along", "map");
const at = { getParentRoute: () => clientRoute };

export const alongRoutes = [
  createRoute({ ...at, path: "/eropuit/gevraagd/$activityId", component: page(() => import("./InvitationPage"), "InvitationPage") }),
  createRoute({ ...at, path: "/eropuit/welkom/$activityId", component: page(() => import("./WelcomePage"), "WelcomePage") }),
  createRoute({ ...at, path: "/eropuit/ideeen", component: page(() => import("./IdeasPage"), "IdeasPage") }),
  createRoute({ ...at, path: "/eropuit/club/$step", component: page(() => import("./ClubPage"), "ClubPage") }),
  createRoute({ ...at, path: "/eropuit/$activityId/vragen", component: page(() => import("./AskPage"), "AskPage") }),
  createRoute({ ...at, path: "/eropuit/$activityId/buurt", component: page(() => import("./CitizenPage"), "CitizenPage") }),
  createRoute({ ...at, path: "/eropuit/$activityId/wat-helpt/$step", component: page(() => import("./HelpsPage"), "HelpsPage") }),
  createRoute({ ...at, path: "/eropuit/$activityId/verteld", component: page(() => import("./ToldPage"), "ToldPage") }),
  createRoute({ ...at, path: "/eropuit/$activityId/verteld/woorden", component: page(() => import("./WordsPage"), "WordsPage") }),
  createRoute({ ...at, path: "/eropuit/$activityId/club", component: page(() => import("./TellClubPage"), "TellClubPage") }),
  createRoute({ ...at, path: "/eropuit/$activityId/vaker", component: page(() => import("./AgainPage"), "AgainPage") }),
];
