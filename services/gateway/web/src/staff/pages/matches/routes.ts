import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";
import { isState, type KnownState } from "./road";

const page = pagesWith("matches", "matchlife", "evaluation", "lookback", "activities", "region");
const at = { getParentRoute: () => shellRoute };
const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

const ids = (value: unknown): string[] | undefined => (Array.isArray(value) && value.length > 1 ? value.filter((one) => typeof one === "string") : undefined);

export interface MatchesSearch {
  /** Id of a client. */
  persoon?: string;
  waar?: KnownState;
  afgerond?: true;
}

export const matchesRoutes = [
  createRoute({
    ...at,
    path: "/koppelingen",
    validateSearch: (search: Record<string, unknown>): MatchesSearch => ({
      persoon: text(search.persoon),
      waar: isState(search.waar) ? search.waar : undefined,
      afgerond: search.afgerond === true ? true : undefined,
    }),
    component: page(() => import("./MatchesPage"), "MatchesPage"),
  }),
  createRoute({ ...at, path: "/koppelingen/spontaan", component: page(() => import("./SpontaneousPage"), "SpontaneousPage") }),
  createRoute({
    ...at,
    path: "/koppelingen/nieuw",
    validateSearch: (search: Record<string, unknown>): { wens?: string; naast?: string[] } => ({ wens: text(search.wens), naast: ids(search.naast) }),
    component: page(() => import("./FromWishPage"), "FromWishPage"),
  }),
  createRoute({
    ...at,
    path: "/koppelingen/$matchId",
    // The dialog for a rest, open at once: where looking back leads to.
    validateSearch: (search: Record<string, unknown>): { pauze?: true } => ({ pauze: search.pauze === true ? true : undefined }),
    component: page(() => import("./MatchPage"), "MatchPage"),
  }),
  createRoute({ ...at, path: "/koppelingen/$matchId/voorstellen", component: page(() => import("./ProposePage"), "ProposePage") }),
  createRoute({ ...at, path: "/koppelingen/$matchId/gesprek", component: page(() => import("./TalkPage"), "TalkPage") }),
  createRoute({ ...at, path: "/koppelingen/$matchId/erbij", component: page(() => import("./InvitePage"), "InvitePage") }),
  createRoute({ ...at, path: "/koppelingen/$matchId/wijzigen", component: page(() => import("./EditPage"), "EditPage") }),
  createRoute({ ...at, path: "/koppelingen/$matchId/afronden", component: page(() => import("./EndingPage"), "EndingPage") }),
];
