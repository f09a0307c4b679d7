import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("insight");
const at = { getParentRoute: () => shellRoute };
const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);
const whole = (value: unknown): number | undefined => (Number.isInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined);

export interface InsightSearch {
  /** "2026-3"; the latest when it is left out. */
  kwartaal?: string;
  /** A location; all of them together when it is left out. */
  plek?: string;
}

export interface YearSearch {
  /** An earlier version. */
  versie?: number;
}

export const insightRoutes = [
  createRoute({
    ...at,
    path: "/inzicht",
    validateSearch: (search: Record<string, unknown>): InsightSearch => ({ kwartaal: text(search.kwartaal), plek: text(search.plek) }),
    component: page(() => import("./InsightPage"), "InsightPage"),
  }),
  createRoute({
    ...at,
    path: "/inzicht/jaar/$year",
    validateSearch: (search: Record<string, unknown>): YearSearch => ({ versie: whole(search.versie) }),
    component: page(() => import("./YearPage"), "YearPage"),
  }),
];
