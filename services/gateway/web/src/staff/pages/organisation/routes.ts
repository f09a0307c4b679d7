import { createRoute } from "@tanstack/react-router";
import { page, shellRoute } from "@/staff/root";

export const organisationRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/organisatie",
    component: page(() => import("./OrganisationPage"), "OrganisationPage"),
  }),
];
