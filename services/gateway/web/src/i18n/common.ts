/** Texts both faces share: what the design components and the error texts need. */
import { type Translate, useTranslate } from "./core";
import type common from "./nl/common";

export type CommonAreas = { common: typeof common };
export const useCommonT = (): Translate<CommonAreas> => useTranslate<CommonAreas>();
