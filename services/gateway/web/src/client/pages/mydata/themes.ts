/**
 * What is kept of me, in a handful of subjects with a picture: the server tells it table by table, and nobody thinks in tables.
 * Of each subject comes first what somebody would look for; the rest, often the same once more for another purpose, one tap further.
 */
import { type Section, tells } from "@/app/personal-data";
import type { Drawing } from "@/design/Pictogram";
import { BustsInSilhouette, Eye, Key, PeopleHoldingHands, Person, SpeechBalloon, Star } from "@/pictograms";

interface Theme {
  picture: Drawing;
  tone: "apricot" | "leaf" | "sky" | "rose" | "lilac";
  first: readonly string[];
  later: readonly string[];
}

export const themes = {
  wie: { picture: Person, tone: "lilac", first: ["me", "guide"], later: ["liking", "acquaintance", "matching_profile", "participation", "leaving"] },
  wil: { picture: Star, tone: "apricot", first: ["wish", "step", "growth_note", "networker"], later: ["matching_wish", "regional_wish", "regional_request"] },
  mensen: {
    picture: BustsInSilhouette, tone: "sky", first: ["contact", "network_map", "network_talk"],
    later: ["map_snapshot", "map_snapshot_contact", "contact_proposal", "exclusion", "resting_pair"],
  },
  samen: {
    picture: PeopleHoldingHands, tone: "leaf", first: ["match", "activity", "how_was_it", "invitation"],
    later: ["participant", "going", "series", "invited_others", "introduction", "citizen", "regional_meeting"],
  },
  verteld: {
    picture: SpeechBalloon, tone: "rose", first: ["reflection", "questionnaire_answer", "talk_request", "story"],
    later: ["reflection_answer", "interim_evaluation", "questionnaire_asking", "concern", "intervision_client", "story_version", "shared_story"],
  },
  mag: {
    picture: Eye, tone: "lilac", first: ["consent", "story_yes", "own_card", "shared_card", "emergency"],
    later: ["restriction", "correction", "erasure", "legal_hold", "personal_export"],
  },
  binnen: { picture: Key, tone: "apricot", first: ["card", "picture_code", "reminder_wishes"], later: ["login_device", "reminder_device", "signed_in", "calendar"] },
} as const satisfies Record<string, Theme>;

export type ThemeKey = keyof typeof themes;
export const themeKeys = Object.keys(themes) as ThemeKey[];
export const isTheme = (key: string): key is ThemeKey => key in themes;

/** A subject that nobody placed yet is not lost: it stands with what may be seen. */
const rest: ThemeKey = "mag";
export const themeOf = (section: string): ThemeKey =>
  themeKeys.find((key) => [...themes[key].first, ...themes[key].later].some((one) => one === section)) ?? rest;

/** What a subject has to tell: first what one would look for, then the rest. */
export function toldOf(all: readonly Section[], theme: ThemeKey): { first: Section[]; later: Section[] } {
  const here = all.filter((section) => tells(section) && themeOf(section.key ?? "") === theme);
  const order: readonly string[] = [...themes[theme].first, ...themes[theme].later];
  const at = ({ key = "" }: Section) => (order.includes(key) ? order.indexOf(key) : order.length);
  here.sort((a, b) => at(a) - at(b));
  const first = here.filter((section) => at(section) < themes[theme].first.length);
  // Where only the rest tells something, that is what there is.
  return first.length > 0 ? { first, later: here.slice(first.length) } : { first: here, later: [] };
}

/** Everything in the order in which one goes through it. */
export const inOrder = (all: readonly Section[]): Section[] => themeKeys.flatMap((key) => { const { first, later } = toldOf(all, key); return [...first, ...later]; });
