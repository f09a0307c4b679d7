/**
 * The staff face's areas. `import { useT } from "@/i18n/staff"` in src/staff.
 * `first` is on the first page somebody sees; a new area goes into `later`, and its routes name it: `pagesWith("people")`.
 */
import { type AreasOf, register, type Translate, useTranslate } from "./core";
import circles from "./nl/circles";
import common from "./nl/common";
import shell from "./nl/shell";
import signin from "./nl/signin";
import today from "./nl/today";
import view from "./nl/view";

const first = { circles, common, shell, signin, today, view };

const later = {
  card: { nl: () => import("./nl/card"), en: () => import("./en/card") },
  pictures: { nl: () => import("./nl/client-pictures"), en: () => import("./en/client-pictures") },
  agenda: { nl: () => import("./nl/agenda"), en: () => import("./en/agenda") },
  places: { nl: () => import("./nl/places"), en: () => import("./en/places") },
  activities: { nl: () => import("./nl/activities"), en: () => import("./en/activities") },
  calendar: { nl: () => import("./nl/calendar"), en: () => import("./en/calendar") },
  along: { nl: () => import("./nl/along"), en: () => import("./en/along") },
  content: { nl: () => import("./nl/content"), en: () => import("./en/content") },
  erasing: { nl: () => import("./nl/erasing"), en: () => import("./en/erasing") },
  emergency: { nl: () => import("./nl/emergency"), en: () => import("./en/emergency") },
  log: { nl: () => import("./nl/log"), en: () => import("./en/log") },
  evaluation: { nl: () => import("./nl/evaluation"), en: () => import("./en/evaluation") },
  insight: { nl: () => import("./nl/insight"), en: () => import("./en/insight") },
  import: { nl: () => import("./nl/import"), en: () => import("./en/import") },
  intervision: { nl: () => import("./nl/intervision"), en: () => import("./en/intervision") },
  leaving: { nl: () => import("./nl/leaving"), en: () => import("./en/leaving") },
  lookback: { nl: () => import("./nl/lookback"), en: () => import("./en/lookback") },
  map: { nl: () => import("./nl/map"), en: () => import("./en/map") },
  matches: { nl: () => import("./nl/matches"), en: () => import("./en/matches") },
  matchlife: { nl: () => import("./nl/matchlife"), en: () => import("./en/matchlife") },
  mydata: { nl: () => import("./nl/mydata"), en: () => import("./en/mydata") },
  networkers: { nl: () => import("./nl/networkers"), en: () => import("./en/networkers") },
  organisation: { nl: () => import("./nl/organisation"), en: () => import("./en/organisation") },
  passing: { nl: () => import("./nl/passing"), en: () => import("./en/passing") },
  people: { nl: () => import("./nl/people"), en: () => import("./en/people") },
  quick: { nl: () => import("./nl/quick"), en: () => import("./en/quick") },
  questionnaires: { nl: () => import("./nl/questionnaires"), en: () => import("./en/questionnaires") },
  region: { nl: () => import("./nl/region"), en: () => import("./en/region") },
  pictograms: { nl: () => import("./nl/pictograms"), en: () => import("./en/pictograms") },
  plan: { nl: () => import("./nl/plan"), en: () => import("./en/plan") },
  team: { nl: () => import("./nl/team"), en: () => import("./en/team") },
  start: { nl: () => import("./nl/start"), en: () => import("./en/start") },
  tour: { nl: () => import("./nl/tour"), en: () => import("./en/tour") },
  howto: { nl: () => import("./nl/howto"), en: () => import("./en/howto") },
  signing: { nl: () => import("./nl/signing"), en: () => import("./en/signing") },
  signals: { nl: () => import("./nl/signals"), en: () => import("./en/signals") },
  steps: { nl: () => import("./nl/steps"), en: () => import("./en/steps") },
  talkwish: { nl: () => import("./nl/talkwish"), en: () => import("./en/talkwish") },
  connections: { nl: () => import("./nl/connections"), en: () => import("./en/connections") },
  webhooks: { nl: () => import("./nl/webhooks"), en: () => import("./en/webhooks") },
  concerns: { nl: () => import("./nl/concerns"), en: () => import("./en/concerns") },
  stories: { nl: () => import("./nl/stories"), en: () => import("./en/stories") },
  telling: { nl: () => import("./nl/telling"), en: () => import("./en/telling") },
  apidocs: { nl: () => import("./nl/apidocs"), en: () => import("./en/apidocs") },
  rights: { nl: () => import("./nl/rights"), en: () => import("./en/rights") },
  mayrecruitment: { nl: () => import("./nl/mayrecruitment"), en: () => import("./en/mayrecruitment") },
  maymatching: { nl: () => import("./nl/maymatching"), en: () => import("./en/maymatching") },
  mayactivity: { nl: () => import("./nl/mayactivity"), en: () => import("./en/mayactivity") },
  mayevaluation: { nl: () => import("./nl/mayevaluation"), en: () => import("./en/mayevaluation") },
  mayprivacy: { nl: () => import("./nl/mayprivacy"), en: () => import("./en/mayprivacy") },
};

export type LaterStaffArea = keyof typeof later;
export type StaffAreas = typeof first & AreasOf<typeof later>;
export const useT = (): Translate<StaffAreas> => useTranslate<StaffAreas>();
export const registerStaff = (): void => register(first, () => import("./en/staff-areas"), later);
