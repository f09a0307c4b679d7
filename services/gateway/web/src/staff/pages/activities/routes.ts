import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";
import { type CardFor, cardsFor } from "./cards";
import { isNeed, type NeedName } from "./needs";

const page = pagesWith("activities", "agenda", "along", "matches", "places");
const at = { getParentRoute: () => shellRoute };
const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

export interface ActivitiesSearch {
  /** Id of a client. */
  persoon?: string;
  geweest?: true;
  weergave?: "week" | "maand";
  /** The day the week or the month is of. */
  dag?: string;
  /** Id of a place. */
  plek?: string;
  /** A kind that everybody has, or the id of one of our own. */
  soort?: string;
  /** Only of the people I guide. */
  mijn?: true;
}

const day = (value: unknown): string | undefined => (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined);

export const activitiesRoutes = [
  createRoute({
    ...at,
    path: "/activiteiten",
    validateSearch: (search: Record<string, unknown>): ActivitiesSearch => ({
      persoon: text(search.persoon),
      geweest: search.geweest === true ? true : undefined,
      weergave: search.weergave === "week" || search.weergave === "maand" ? search.weergave : undefined,
      dag: day(search.dag),
      plek: text(search.plek),
      soort: text(search.soort),
      mijn: search.mijn === true ? true : undefined,
    }),
    component: page(() => import("./ActivitiesPage"), "ActivitiesPage"),
  }),
  createRoute({
    ...at,
    path: "/activiteiten/nieuw",
    validateSearch: (search: Record<string, unknown>): { koppeling?: string; persoon?: string; terug?: true } => ({
      terug: search.terug === true ? true : undefined,
      koppeling: text(search.koppeling),
      persoon: text(search.persoon),
    }),
    component: page(() => import("./NewActivityPage"), "NewActivityPage"),
  }),
  createRoute({
    ...at,
    path: "/activiteiten/terugkerend",
    validateSearch: (search: Record<string, unknown>): { gestopt?: true } => ({ gestopt: search.gestopt === true ? true : undefined }),
    component: page(() => import("./SeriesListPage"), "SeriesListPage"),
  }),
  createRoute({
    ...at,
    path: "/activiteiten/$activityId/kaart",
    validateSearch: (search: Record<string, unknown>): { voor?: CardFor } => ({ voor: cardsFor.find((one) => one === search.voor) }),
    component: page(() => import("./ActivityCardPage"), "ActivityCardPage"),
  }),
  createRoute({ ...at, path: "/activiteiten/reeks/$seriesId", component: page(() => import("./SeriesPage"), "SeriesPage") }),
  createRoute({
    ...at,
    path: "/activiteiten/reeks/$seriesId/wijzigen",
    validateSearch: (search: Record<string, unknown>): { vanaf?: string } => ({ vanaf: day(search.vanaf) }),
    component: page(() => import("./EditSeriesPage"), "EditSeriesPage"),
  }),
  createRoute({ ...at, path: "/activiteiten/plekken/regio", component: page(() => import("./RegionalPlacesPage"), "RegionalPlacesPage") }),
  createRoute({
    ...at,
    path: "/activiteiten/plekken",
    validateSearch: (search: Record<string, unknown>): { zoek?: string; nodig?: NeedName[]; weggezet?: true } => {
      const needs = Array.isArray(search.nodig) ? search.nodig.filter(isNeed) : [];
      return { zoek: text(search.zoek), nodig: needs.length > 0 ? needs : undefined, weggezet: search.weggezet === true ? true : undefined };
    },
    component: page(() => import("./PlacesPage"), "PlacesPage"),
  }),
  createRoute({ ...at, path: "/activiteiten/plekken/nieuw", component: page(() => import("./PlacePage"), "NewPlacePage") }),
  createRoute({ ...at, path: "/activiteiten/plekken/$placeId", component: page(() => import("./PlacePage"), "PlacePage") }),
  createRoute({ ...at, path: "/activiteiten/$activityId", component: page(() => import("./ActivityPage"), "ActivityPage") }),
  createRoute({ ...at, path: "/activiteiten/$activityId/wijzigen", component: page(() => import("./EditActivityPage"), "EditActivityPage") }),
];
