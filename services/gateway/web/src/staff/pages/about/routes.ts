import { createRoute } from "@tanstack/react-router";
import { page, rootRoute } from "@/staff/root";

export const aboutRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/dank",
    component: page(() => import("./CreditsPage"), "CreditsPage"),
  }),
  // The component page exists in development only; a build leaves it out.
  ...(import.meta.env.DEV
    ? [
        createRoute({
          getParentRoute: () => rootRoute,
          path: "/design",
          component: page(() => import("../design/DesignPage"), "DesignPage"),
        }),
      ]
    : []),
];
