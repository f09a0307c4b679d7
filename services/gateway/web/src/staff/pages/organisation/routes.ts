import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";
import { type OrganisationPart, organisationParts } from "./parts";

const page = pagesWith("organisation", "team");
const at = { getParentRoute: () => shellRoute };

export const organisationRoutes = [
  createRoute({
    ...at,
    path: "/organisatie",
    validateSearch: (search: Record<string, unknown>): { deel?: OrganisationPart } => ({ deel: organisationParts.find((part) => part === search.deel) }),
    component: page(() => import("./OrganisationPage"), "OrganisationPage"),
  }),
  createRoute({ ...at, path: "/organisatie/locatie", component: page(() => import("./LocationFormPage"), "NewLocationPage") }),
  createRoute({ ...at, path: "/organisatie/locatie/$locationId", component: page(() => import("./LocationFormPage"), "LocationFormPage") }),
  createRoute({ ...at, path: "/organisatie/collega", component: page(() => import("./NewColleaguePage"), "NewColleaguePage") }),
];
