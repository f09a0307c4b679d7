/** The client face's areas. `import { useT } from "@/i18n/client"` in src/client. */
import { register, type Translate, useTranslate } from "./core";
import client from "./nl/client";
import common from "./nl/common";

const areas = { common, client };
export type ClientAreas = typeof areas;
export const useT = (): Translate<ClientAreas> => useTranslate<ClientAreas>();
export const registerClient = (): void => register(areas, () => import("./en/client-areas"));
