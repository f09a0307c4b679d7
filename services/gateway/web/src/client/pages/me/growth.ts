/** My growth page: mine to write, mine to share. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import type { Drawing } from "@/design/Pictogram";
import { HeartSuit, LightBulb, Rocket, Seedling, Star } from "@/pictograms";
import { useSayPicture } from "./steps";
import { useT } from "@/i18n/client";

export type GrowthNote = Message<"recruitment.v1.GrowthNote">;

export const growthQuery = (networkerId: string) =>
  queryOptions({
    queryKey: ["growthNotes", networkerId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/networkers/{networker_id}/growthNotes", { params: { path: { networker_id: networkerId }, query: { pageSize: 200 } } }))).growthNotes ?? [],
    enabled: networkerId !== "",
  });

export const kindDrawings = { KIND_LEARNED: LightBulb, KIND_ENJOY: HeartSuit, KIND_WANT_TO_TRY: Rocket, KIND_PROUD: Star } as const satisfies Record<string, Drawing>;
export type GrowthKind = keyof typeof kindDrawings;
export const growthKinds = Object.keys(kindDrawings) as GrowthKind[];

export const kindOf = (note: GrowthNote): GrowthKind | undefined => growthKinds.find((kind) => kind === note.kind);
export const kindDrawing = (note: GrowthNote): Drawing => kindDrawings[kindOf(note) ?? "KIND_LEARNED"] ?? Seedling;

/** A line in words: own words first, else what its picture says. */
export function useSayGrowth() {
  const t = useT();
  const picture = useSayPicture();
  return (note: GrowthNote): string => note.words || picture(note.picture) || t(`growth.kind.${kindOf(note) ?? "KIND_LEARNED"}`);
}
