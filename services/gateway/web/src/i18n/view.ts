/** The texts of how somebody likes it: the staff's face has them from the first page on, the client's with the dialog that speaks them. */
import { type Translate, useTranslate } from "./core";
import type view from "./nl/view";

export const useViewT = (): Translate<{ view: typeof view }> => useTranslate<{ view: typeof view }>();
