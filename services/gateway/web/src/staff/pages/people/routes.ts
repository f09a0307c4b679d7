import { createRoute } from "@tanstack/react-router";
import { page, shellRoute } from "@/staff/root";

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/mensen",
    component: page(() => import("./PeoplePage"), "PeoplePage"),
  }),
];
