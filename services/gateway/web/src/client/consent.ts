/** What I agreed to, and the texts that say what it is about: short sentences, each with its picture. */
import { oneOf, type Template } from "@/app/templates";
import type { Drawing } from "@/design/Pictogram";
import type { Language } from "@/i18n/core";
import { Books, Eye, HeartSuit, HouseWithGarden, Locked, PeopleHoldingHands, RaisedHand, SpeakingHead, SpeechBalloon, WorldMap } from "@/pictograms";
import type { Consent } from "./data";

/** The pictures that our own texts name; another name shows a speech balloon. */
const drawings: Record<string, Drawing> = {
  "people-holding-hands": PeopleHoldingHands, "heart-suit": HeartSuit, "raised-hand": RaisedHand, "world-map": WorldMap, eye: Eye, locked: Locked,
  "speaking-head": SpeakingHead, books: Books, "house-with-garden": HouseWithGarden,
};

export const purposes = ["PURPOSE_MATCHING", "PURPOSE_NETWORK_MAP", "PURPOSE_STORY", "PURPOSE_REGION"] as const;
export type Purpose = (typeof purposes)[number];

export const textFor = (purpose: Purpose, texts: readonly Template[]): Template | undefined =>
  texts.find((text) => text.key === purpose.replace("PURPOSE_", "").toLowerCase());

export const pictureOf = (text: Template | undefined): Drawing => drawings[text?.parts?.[0]?.picture ?? ""] ?? SpeechBalloon;

/** The short sentences, to be shown and read aloud; the full one where an organisation left the short one out. */
export const easyLines = (language: Language, text: Template | undefined): string[] =>
  (text?.parts ?? []).map((part) => oneOf(language, part.easyNl || part.textNl, part.easyEn || part.textEn)).filter(Boolean);

/** Whether a yes holds at this moment: not taken back, and not past its end. */
export const holds = ({ withdrawTime, endTime }: Consent, now = Date.now()): boolean => !withdrawTime && (!endTime || Date.parse(endTime) > now);
