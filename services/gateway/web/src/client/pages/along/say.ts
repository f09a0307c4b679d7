/** Who asks, and who else goes, in a sentence. */
import type { Activity } from "@/client/data";
import { useMe } from "@/client/data";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { useNames, useWorkerNames } from "@/names/names";
import type { Idea, Invitation } from "./data";
import { things, type Thing } from "@/client/pictures";

export function useAskedBy(one: Invitation): string {
  const t = useT();
  const worker = useWorkerNames([one.askedByStaff ? one.askedById : undefined]);
  const client = useNames([one.askedByStaff ? undefined : one.askedById]);
  if (one.toAClub) return t("along.asked.club", { name: one.askedByStaff ? worker(one.askedById, true) : client(one.askedById, true) });
  return one.askedByStaff ? t("along.asked.by.worker", { name: worker(one.askedById, true) }) : t("along.asked.by", { name: client(one.askedById, true) });
}

/** "Met Noor en Daan. Er gaan nog meer mensen mee.", of those I may know. */
export function useOthers(activity: Activity | undefined, more: boolean | undefined, without?: string): string[] {
  const t = useT();
  const me = useMe();
  const ids = (activity?.clientIds ?? []).filter((id) => id !== me && id !== without);
  const nameOf = useNames(ids);
  const names = useFormat().list(ids.map((id) => nameOf(id, true)));
  return [ids.length > 0 ? t("along.asked.with", { names }) : "", more ? t("along.asked.more") : ""].filter(Boolean);
}

const isThing = (word: string): word is Thing => word in things;

/** Why an idea: what both like, what I like, the time of year, that it is free. What another alone likes is never said. */
export function useBecause(): (idea: Idea) => string[] {
  const t = useT();
  const word = (said: string) => (isThing(said) ? t(`map.thing.${said}`).toLowerCase() : said);
  return (idea) =>
    (idea.because ?? []).flatMap((because) => {
      switch (because.sort) {
        case "SORT_ALL_LIKE": return [t("along.because.both", { word: word(because.word ?? "") })];
        case "SORT_ONE_LIKES": return [t("along.because.you", { word: word(because.word ?? "") })];
        case "SORT_SEASON": return because.season && because.season !== "SEASON_UNSPECIFIED" ? [t(`along.because.${because.season}`)] : [];
        case "SORT_FREE": return [t("along.because.free")];
        default: return [];
      }
    });
}
