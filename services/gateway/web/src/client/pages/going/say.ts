/** An activity in words: what, when, with whom, where. */
import { useQuery } from "@tanstack/react-query";
import { easyName, ownKindsQuery } from "@/app/kinds";
import { type Activity, placesQuery, useMe } from "@/client/data";
import { sayDay, today } from "@/client/days";
import { isKind } from "@/client/kinds";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { useNames } from "@/names/names";

export function useDayWords() {
  const t = useT();
  const words = { today: t("client.day.today"), tomorrow: t("client.day.tomorrow"), dayAfter: t("client.day.dayAfter"), yesterday: t("client.day.yesterday") };
  return (day: string) => sayDay(day, today(), words, t.language);
}

/** "morgen in de avond", "donderdag om 14:30", or that it is still open. */
export function useWhen() {
  const t = useT();
  const say = useDayWords();
  return (one: Activity): string => {
    if (!one.day) return t("client.day.open");
    const day = say(one.day);
    if (one.clock) return t("client.day.at", { day, clock: one.clock });
    switch (one.daypart) {
      case "DAYPART_MORNING": return t("client.day.morning", { day });
      case "DAYPART_AFTERNOON": return t("client.day.afternoon", { day });
      case "DAYPART_EVENING": return t("client.day.evening", { day });
      default: return day;
    }
  };
}

export function useWhat() {
  const t = useT();
  const own = useQuery(ownKindsQuery).data;
  const ofOwn = (one: Activity): string => {
    const kind = one.ownKindId ? own?.find(({ id }) => id === one.ownKindId) : undefined;
    return kind ? easyName(t.language, kind) : "";
  };
  return (one: Activity): string => one.what || ofOwn(one) || (isKind(one.kind) ? t(`client.kind.${one.kind}`) : t("client.kind.KIND_OTHER"));
}

/** "met Noor en Daan", or on one's own. */
export function useWithWhom(activity: Activity | undefined): string {
  const t = useT();
  const me = useMe();
  const ids = (activity?.clientIds ?? []).filter((id) => id !== me);
  const nameOf = useNames(ids);
  const names = useFormat().list(ids.map((id) => nameOf(id, true)));
  return ids.length === 0 ? t("client.going.alone") : t("client.going.with", { names });
}

export function useWhere(activity: Activity | undefined): string {
  const places = useQuery({ ...placesQuery, enabled: !!activity?.placeId });
  return places.data?.find((place) => place.id === activity?.placeId)?.name ?? "";
}

/** Whether it lies behind us. */
export const isOver = (one: Activity, now: string): boolean => one.state === "STATE_HELD" || (!!one.day && one.day < now);
export const isOn = (one: Activity): boolean => one.state === "STATE_PLANNED" || one.state === "STATE_TRYING";
