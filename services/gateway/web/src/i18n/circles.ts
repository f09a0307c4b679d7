/** The texts of the drawing of who is around somebody: the staff's face has them from the first page on, the client's with the map. */
import type { CommonAreas } from "./common";
import { type Translate, useTranslate } from "./core";
import type circles from "./nl/circles";

export type CirclesAreas = CommonAreas & { circles: typeof circles };
export const useCirclesT = (): Translate<CirclesAreas> => useTranslate<CirclesAreas>();
