/** Words and pictures for what somebody of another organisation may know. */
import { code, type RegionalWish } from "@/app/region";
import { Close, Near } from "@/client/drawings";
import { type Thing, things } from "@/client/pictures";
import type { Drawing } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import {
  Books, CrescentMoon, HeartSuit, HotBeverage, Houses, OpenHands, PersonRaisingHand, Pencil, RoundPushpin, SpeakingHead, SpeechBalloon, Star, Sun, Sunrise,
} from "@/pictograms";

export interface Shown {
  key: string;
  words: string;
  picture: Drawing;
}

type Kind = NonNullable<RegionalWish["kind"]>;
const kinds: Record<Kind, Drawing> = {
  KIND_UNSPECIFIED: Star, KIND_COMPANY: HotBeverage, KIND_TAKING_PART: PersonRaisingHand, KIND_BREAKING_ISOLATION: Houses, KIND_LEARNING: Books,
};
const dayparts = ["weekday_morning", "weekday_afternoon", "weekday_evening", "weekend_morning", "weekend_afternoon", "weekend_evening"] as const;
const ways = { speech: SpeakingHead, simple_speech: SpeechBalloon, pictures: Pencil, signs: OpenHands } as const;
const companies = { one_to_one: Close, group: Near, either: HeartSuit } as const;
const parts = { morning: Sunrise, afternoon: Sun, evening: CrescentMoon } as const;

const isThing = (word: string): word is Thing => word in things;

/** Each thing with its picture, as a client knows them from their own pages. */
export function useShown() {
  const t = useT();
  return {
    kind: (kind: Kind | undefined): Shown => ({ key: "kind", words: t(`nearby.kind.${kind ?? "KIND_UNSPECIFIED"}`), picture: kinds[kind ?? "KIND_UNSPECIFIED"] }),
    likes: (words: readonly string[] | undefined): Shown[] =>
      (words ?? []).map((word) => ({ key: word, words: isThing(word) ? t(`map.thing.${word}`) : word, picture: isThing(word) ? things[word].of : HeartSuit })),
    days: (values: readonly string[] | undefined): Shown[] =>
      dayparts
        .filter((one) => values?.some((value) => code(value) === one))
        .map((one) => ({ key: one, words: t(`nearby.day.${one}`), picture: parts[one.split("_")[1] as keyof typeof parts] })),
    way: (value: string | undefined): Shown[] =>
      (Object.keys(ways) as (keyof typeof ways)[]).filter((one) => one === code(value)).map((one) => ({ key: one, words: t(`nearby.way.${one}`), picture: ways[one] })),
    area: (digits: string | undefined): Shown[] => (digits ? [{ key: "area", words: t("nearby.area"), picture: RoundPushpin }] : []),
    company: (value: string | undefined): Shown[] =>
      (Object.keys(companies) as (keyof typeof companies)[]).filter((one) => one === code(value)).map((one) => ({ key: one, words: t(`nearby.company.${one}`), picture: companies[one] })),
  };
}
