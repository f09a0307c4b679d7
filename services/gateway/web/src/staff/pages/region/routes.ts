import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";
import { type RegionPart, regionParts } from "./words";

const page = pagesWith("region", "matches", "matchlife");
const at = { getParentRoute: () => shellRoute };

export interface RegionSearch {
  deel?: RegionPart;
  /** An interest that the wishes of others are narrowed down to. */
  leuk?: string;
  /** Also the requests that went back to nothing. */
  stil?: true;
}

export const regionRoutes = [
  createRoute({
    ...at,
    path: "/regio",
    validateSearch: (search: Record<string, unknown>): RegionSearch => ({
      deel: regionParts.find((part) => part === search.deel),
      leuk: typeof search.leuk === "string" && search.leuk ? search.leuk : undefined,
      stil: search.stil === true ? true : undefined,
    }),
    component: page(() => import("./RegionPage"), "RegionPage"),
  }),
  createRoute({ ...at, path: "/regio/wensen/$regionalWishId", component: page(() => import("./AskPage"), "AskPage") }),
  createRoute({ ...at, path: "/regio/vragen/$requestId", component: page(() => import("./RequestPage"), "RequestPage") }),
  createRoute({ ...at, path: "/regio/vragen/$requestId/kaart", component: page(() => import("./CardPage"), "CardPage") }),
  createRoute({ ...at, path: "/regio/weggaan", component: page(() => import("./LeavePage"), "LeavePage") }),
  createRoute({ ...at, path: "/mensen/$clientId/wens/$wishId/regio", component: page(() => import("./ShowWishPage"), "ShowWishPage") }),
];
