/** What somebody needs of a place, as it stands in the address and as the server knows it. */
import type { FactName } from "./PlaceFacts";
import type { PlaceNeed } from "./place-queries";

export const needNames = { wheelchair: "rolstoel", toilet: "toilet", byBus: "bus", quiet: "rust", free: "gratis", knowsUs: "bekend" } as const satisfies Record<FactName, string>;
export type NeedName = (typeof needNames)[FactName];

const needs: Record<NeedName, PlaceNeed> = {
  rolstoel: "PLACE_NEED_WHEELCHAIR", toilet: "PLACE_NEED_TOILET", bus: "PLACE_NEED_BY_BUS", rust: "PLACE_NEED_QUIET", gratis: "PLACE_NEED_FREE", bekend: "PLACE_NEED_KNOWS_US",
};
export const needOf = (name: NeedName): PlaceNeed => needs[name];
export const isNeed = (value: unknown): value is NeedName => typeof value === "string" && value in needs;
