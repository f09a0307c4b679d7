import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("forget");

export const forgetRoutes = [
  createRoute({ getParentRoute: () => clientRoute, path: "/over-mij/vergeten", component: page(() => import("./ForgetPage"), "ForgetPage") }),
];
