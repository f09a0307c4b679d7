import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("talk");
const at = { getParentRoute: () => clientRoute };

export const talkRoutes = [
  createRoute({ ...at, path: "/praten", component: page(() => import("./TalkPage"), "TalkPage") }),
  createRoute({ ...at, path: "/praten/met", component: page(() => import("./WhoPage"), "WhoPage") }),
  createRoute({ ...at, path: "/praten/niet-veilig", component: page(() => import("./UnsafePage"), "UnsafePage") }),
];
