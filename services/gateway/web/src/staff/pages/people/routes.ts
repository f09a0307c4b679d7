import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";
import { type Part, parts } from "./parts";

const page = pagesWith("people", "erasing", "emergency", "map", "matchlife", "leaving", "steps", "telling", "region", "questionnaires", "mydata");
const at = { getParentRoute: () => shellRoute };
/** Only to our own pages of matches: an address is not a place to be sent anywhere from. */
const wayBack = (value: unknown) => (typeof value === "string" && /^\/koppelingen\/[\w/-]+$/.test(value) ? value : undefined);
const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

export interface PeopleSearch {
  zoek?: string;
  locatie?: string;
}

export interface PersonSearch {
  deel?: Part;
  /** The network map as a list instead of a drawing. */
  beeld?: "lijst";
  /** The page of a match that waits for a support worker to be chosen here. */
  terug?: string;
}

/** Ids of two kept maps; without the second it is the map of now. */
export interface CompareSearch {
  van?: string;
  tot?: string;
}

export const peopleRoutes = [
  createRoute({
    ...at,
    path: "/mensen",
    validateSearch: (search: Record<string, unknown>): PeopleSearch => ({ zoek: text(search.zoek), locatie: text(search.locatie) }),
    component: page(() => import("./PeoplePage"), "PeoplePage"),
  }),
  createRoute({ ...at, path: "/mensen/nieuw", component: page(() => import("./NewPersonPage"), "NewPersonPage") }),
  createRoute({
    ...at,
    path: "/mensen/$clientId",
    validateSearch: (search: Record<string, unknown>): PersonSearch => ({
      deel: parts.find((part) => part === search.deel),
      beeld: search.beeld === "lijst" ? "lijst" : undefined,
      terug: wayBack(search.terug),
    }),
    component: page(() => import("./PersonPage"), "PersonPage"),
  }),
  createRoute({ ...at, path: "/mensen/$clientId/over", component: page(() => import("./AboutFormPage"), "AboutFormPage") }),
  createRoute({ ...at, path: "/mensen/$clientId/wens", component: page(() => import("./WishFormPage"), "NewWishPage") }),
  createRoute({ ...at, path: "/mensen/$clientId/wens/$wishId", component: page(() => import("./WishFormPage"), "WishFormPage") }),
  createRoute({ ...at, path: "/mensen/$clientId/stap", component: page(() => import("./StepFormPage"), "NewStepPage") }),
  createRoute({ ...at, path: "/mensen/$clientId/stap/$stepId", component: page(() => import("./StepFormPage"), "StepFormPage") }),
  createRoute({ ...at, path: "/mensen/$clientId/contact", component: page(() => import("./ContactFormPage"), "NewContactPage") }),
  createRoute({ ...at, path: "/mensen/$clientId/contact/$contactId", component: page(() => import("./ContactFormPage"), "ContactFormPage") }),
  createRoute({ ...at, path: "/mensen/$clientId/gesprek", component: page(() => import("../map/NetworkTalkPage"), "NetworkTalkPage") }),
  createRoute({
    ...at,
    path: "/mensen/$clientId/kaart/vergelijken",
    validateSearch: (search: Record<string, unknown>): CompareSearch => ({ van: text(search.van), tot: text(search.tot) }),
    component: page(() => import("../map/ComparePage"), "ComparePage"),
  }),
  createRoute({ ...at, path: "/mensen/$clientId/kaart/afdrukken", component: page(() => import("../map/PrintPage"), "MapPrintPage") }),
];
