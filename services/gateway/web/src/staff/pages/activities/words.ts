/** An activity in words: what, when, where. */
import { useQuery } from "@tanstack/react-query";
import { kindName, ownKindsQuery } from "@/app/kinds";
import type { Format } from "./format";
import type { Translate } from "@/i18n/core";
import { type StaffAreas, useT } from "@/i18n/staff";
import { dayparts } from "./kinds";
import type { Activity, Daypart } from "./queries";

type T = Translate<StaffAreas>;

/** In the words of who goes; the kind when nobody said more. */
export const whatOf = (t: T, activity: Pick<Activity, "what" | "kind">): string => activity.what || t(`activities.kind.${activity.kind ?? "KIND_UNSPECIFIED"}`);

/** The same, with the kinds of our own. */
export function useWhat(): (activity: Pick<Activity, "what" | "kind" | "ownKindId">) => string {
  const t = useT();
  const own = useQuery(ownKindsQuery).data;
  return (activity) => {
    const kind = activity.ownKindId ? own?.find((one) => one.id === activity.ownKindId) : undefined;
    return activity.what || (kind ? kindName(t.language, kind) : whatOf(t, activity));
  };
}

export const isDaypart = (daypart: Daypart | undefined): daypart is (typeof dayparts)[number] => dayparts.includes(daypart as (typeof dayparts)[number]);

/** "om 14:00", "in de avond", or nothing. */
export function momentOf(t: T, activity: Pick<Activity, "clock" | "daypart">): string {
  if (activity.clock) return t("activities.when.clock", { time: activity.clock });
  return isDaypart(activity.daypart) ? t(`activities.when.${activity.daypart}`) : "";
}

/** "donderdag 6 november om 14:00"; says so when there is no day. */
export function whenOf(t: T, format: Format, activity: Activity): string {
  const day = activity.day ? format.day(`${activity.day}T12:00:00Z`) : t("activities.when.undated");
  return [day, momentOf(t, activity)].filter(Boolean).join(" ");
}
