import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";
import type { OrganisationPart } from "./parts";

const page = pagesWith("organisation", "erasing", "team", "content", "map", "questionnaires", "signals", "activities", "places", "lookback", "concerns", "log", "emergency", "connections", "webhooks", "pictograms");
const at = { getParentRoute: () => shellRoute };

export const organisationRoutes = [
  createRoute({
    ...at,
    path: "/organisatie",
    validateSearch: (search: Record<string, unknown>): { deel?: OrganisationPart } => ({
      deel: typeof search.deel === "string" ? (search.deel as OrganisationPart) : undefined,
    }),
    component: page(() => import("./OrganisationPage"), "OrganisationPage"),
  }),
  createRoute({ ...at, path: "/organisatie/tussenstand/vragen", component: page(() => import("../lookback/QuestionsPage"), "QuestionsPage") }),
  createRoute({ ...at, path: "/organisatie/teksten/nieuw", component: page(() => import("../content/TextFormPage"), "NewTextPage") }),
  createRoute({
    ...at,
    path: "/organisatie/teksten/$kind/$key",
    validateSearch: (search: Record<string, unknown>): { versie?: number } => ({ versie: Number(search.versie) > 0 ? Math.trunc(Number(search.versie)) : undefined }),
    component: page(() => import("../content/TextPage"), "TextPage"),
  }),
  createRoute({ ...at, path: "/organisatie/teksten/$kind/$key/wijzigen", component: page(() => import("../content/TextFormPage"), "TextFormPage") }),
  createRoute({ ...at, path: "/organisatie/locatie", component: page(() => import("./LocationFormPage"), "NewLocationPage") }),
  createRoute({ ...at, path: "/organisatie/locatie/$locationId", component: page(() => import("./LocationFormPage"), "LocationFormPage") }),
  createRoute({ ...at, path: "/organisatie/collega", component: page(() => import("./NewColleaguePage"), "NewColleaguePage") }),
];
