import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("post");
const at = { getParentRoute: () => clientRoute };

export const postRoutes = [
  createRoute({ ...at, path: "/straks", component: page(() => import("./PostPage"), "PostPage") }),
  createRoute({ ...at, path: "/tot-ziens", component: page(() => import("./GoodbyePage"), "GoodbyePage") }),
];
