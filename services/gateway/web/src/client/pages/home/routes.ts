import { createRoute } from "@tanstack/react-router";
import { clientRoute, page } from "@/client/root";

export const homeRoutes = [
  createRoute({
    getParentRoute: () => clientRoute,
    path: "/",
    component: page(() => import("./ClientHomePage"), "ClientHomePage"),
  }),
];
