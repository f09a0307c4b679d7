/**
 * The client face's areas. `import { useT } from "@/i18n/client"` in src/client.
 * `client` and `common` are there from the first page on; a new area goes into `later` (its file is called `client-….ts`,
 * so that the tests of short sentences find it), and its routes name it: `pagesWith("map")`.
 */
import { type AreasOf, register, type Translate, useTranslate } from "./core";
import client from "./nl/client";
import common from "./nl/common";

const first = { common, client };

const later = {
  card: { nl: () => import("./nl/client-card"), en: () => import("./en/client-card") },
  pictures: { nl: () => import("./nl/client-pictures"), en: () => import("./en/client-pictures") },
  along: { nl: () => import("./nl/client-along"), en: () => import("./en/client-along") },
  forget: { nl: () => import("./nl/client-forget"), en: () => import("./en/client-forget") },
  growth: { nl: () => import("./nl/client-growth"), en: () => import("./en/client-growth") },
  lookback: { nl: () => import("./nl/client-lookback"), en: () => import("./en/client-lookback") },
  consult: { nl: () => import("./nl/client-consult"), en: () => import("./en/client-consult") },
  looks: { nl: () => import("./nl/client-looks"), en: () => import("./en/client-looks") },
  map: { nl: () => import("./nl/client-map"), en: () => import("./en/client-map") },
  mydata: { nl: () => import("./nl/client-mydata"), en: () => import("./en/client-mydata") },
  remind: { nl: () => import("./nl/client-remind"), en: () => import("./en/client-remind") },
  nearby: { nl: () => import("./nl/client-nearby"), en: () => import("./en/client-nearby") },
  meeting: { nl: () => import("./nl/client-meeting"), en: () => import("./en/client-meeting") },
  settings: { nl: () => import("./nl/client-settings"), en: () => import("./en/client-settings") },
  circles: { nl: () => import("./nl/circles"), en: () => import("./en/circles") },
  more: { nl: () => import("./nl/client-more"), en: () => import("./en/client-more") },
  view: { nl: () => import("./nl/view"), en: () => import("./en/view") },
  post: { nl: () => import("./nl/client-post"), en: () => import("./en/client-post") },
  questions: { nl: () => import("./nl/client-questions"), en: () => import("./en/client-questions") },
  series: { nl: () => import("./nl/client-series"), en: () => import("./en/client-series") },
  steps: { nl: () => import("./nl/client-steps"), en: () => import("./en/client-steps") },
  talk: { nl: () => import("./nl/client-talk"), en: () => import("./en/client-talk") },
  story: { nl: () => import("./nl/client-story"), en: () => import("./en/client-story") },
  tour: { nl: () => import("./nl/client-tour"), en: () => import("./en/client-tour") },
  telling: { nl: () => import("./nl/client-telling"), en: () => import("./en/client-telling") },
};

export type LaterClientArea = keyof typeof later;
export type ClientAreas = typeof first & AreasOf<typeof later>;
export const useT = (): Translate<ClientAreas> => useTranslate<ClientAreas>();
export const registerClient = (): void => register(first, () => import("./en/client-areas"), later);
