/** An activity in words: what, when, where. */
import type { Format } from "./format";
import type { Translate } from "@/i18n/core";
import type { StaffAreas } from "@/i18n/staff";
import { dayparts } from "./kinds";
import type { Activity, Daypart } from "./queries";

type T = Translate<StaffAreas>;

/** In the words of who goes; the kind when nobody said more. */
export const whatOf = (t: T, activity: Activity): string => activity.what || t(`activities.kind.${activity.kind ?? "KIND_UNSPECIFIED"}`);

export const isDaypart = (daypart: Daypart | undefined): daypart is (typeof dayparts)[number] => dayparts.includes(daypart as (typeof dayparts)[number]);

/** "om 14:00", "in de avond", or nothing. */
export function momentOf(t: T, activity: Activity): string {
  if (activity.clock) return t("activities.when.clock", { time: activity.clock });
  return isDaypart(activity.daypart) ? t(`activities.when.${activity.daypart}`) : "";
}

/** "donderdag 6 november om 14:00"; says so when there is no day. */
export function whenOf(t: T, format: Format, activity: Activity): string {
  const day = activity.day ? format.day(`${activity.day}T12:00:00Z`) : t("activities.when.undated");
  return [day, momentOf(t, activity)].filter(Boolean).join(" ");
}
