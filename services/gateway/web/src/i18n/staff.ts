/** The staff face's areas. `import { useT } from "@/i18n/staff"` in src/staff. */
import { register, type Translate, useTranslate } from "./core";
import activities from "./nl/activities";
import common from "./nl/common";
import evaluation from "./nl/evaluation";
import imports from "./nl/import";
import matches from "./nl/matches";
import networkers from "./nl/networkers";
import organisation from "./nl/organisation";
import people from "./nl/people";
import shell from "./nl/shell";
import signin from "./nl/signin";
import today from "./nl/today";

const areas = {
  activities, common, evaluation, import: imports, matches, networkers, organisation, people, shell, signin, today,
};
export type StaffAreas = typeof areas;
export const useT = (): Translate<StaffAreas> => useTranslate<StaffAreas>();
export const registerStaff = (): void => register(areas, () => import("./en/staff-areas"));
