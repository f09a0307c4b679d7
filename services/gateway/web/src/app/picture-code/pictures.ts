/** The pictures of a picture code: by the names the server knows, always in this order and at this place, for people find them by place too. */
import type { Drawing } from "@/design/Pictogram";
import { type Translate, useTranslate } from "@/i18n/core";
import type words from "@/i18n/nl/client-pictures";
import { Balloon, Bicycle, Bus, DeciduousTree, DogFace, Fish, House, Key, RedApple, Sailboat, Sun, Umbrella } from "@/pictograms";

export const pictures = ["sun", "fish", "apple", "bicycle", "house", "tree", "dog", "bus", "umbrella", "key", "balloon", "boat"] as const;
export type Picture = (typeof pictures)[number];

export const drawingOf: Record<Picture, Drawing> = {
  sun: Sun, fish: Fish, apple: RedApple, bicycle: Bicycle, house: House, tree: DeciduousTree,
  dog: DogFace, bus: Bus, umbrella: Umbrella, key: Key, balloon: Balloon, boat: Sailboat,
};

/** Which picture it is in a row, for the texts that say so. */
export type Place = 1 | 2 | 3 | 4;
export const placeAfter = (chosen: number): Place => Math.min(chosen + 1, 4) as Place;

export const usePicturesT = (): Translate<{ pictures: typeof words }> => useTranslate<{ pictures: typeof words }>();
