/** What is kept of a person, as both faces read it: subjects, each with things, each with lines. */
import { oneOf } from "@/app/templates";
import type { Message } from "@/api/types";
import type { Drawing } from "@/design/Pictogram";
import type { Language } from "@/i18n/core";
import {
  Bell, Bicycle, Books, BustsInSilhouette, Calendar, Camera, Compass, Eye, Handshake, HeartSuit, IdentificationCard, LeftSpeechBubble, MobilePhone, OpenBook, PauseButton, Pencil,
  PeopleHoldingHands, RaisedHand, Seedling, SmilingFaceWithSmilingEyes, SpeakingHead, SpeechBalloon, Star, ThoughtBalloon, Umbrella, WavingHand, WorldMap, Footprints,
} from "@/pictograms";

export type PersonalExport = Message<"recruitment.v1.PersonalExport">;
export type Document = Message<"personal.v1.Document">;
export type Section = Message<"personal.v1.Section">;
export type Item = Message<"personal.v1.Item">;
export type Field = Message<"personal.v1.Field">;
export type Correction = Message<"recruitment.v1.Correction">;
export type Restriction = Message<"recruitment.v1.Restriction">;

/** The pictures the server names. */
const drawings: Record<string, Drawing> = {
  IdentificationCard, PeopleHoldingHands, WavingHand, Memo: Pencil, Star, Footprints, SpeechBalloon, WorldMap, BustsInSilhouette, Camera, Seedling, RaisedHand, Eye, OpenBook,
  AlarmClock: Bell, MobilePhone, Pencil, PauseButton, CardFileBox: Books, MagnifyingGlass: Compass, Envelope: LeftSpeechBubble, Bicycle, HandshakeLight: Handshake,
  SmilingFace: SmilingFaceWithSmilingEyes, Calendar, HeartSuit, SpeakingHead, Shield: Umbrella, ThoughtBalloon,
};
export const pictureOf = (section: Section): Drawing => drawings[section.picture ?? ""] ?? OpenBook;

export const titleOf = (language: Language, section: Section): string => oneOf(language, section.titleNl, section.titleEn);
export const labelOf = (language: Language, field: Field): string => oneOf(language, field.labelNl, field.labelEn);
export const wordsOf = (language: Language, field: Field): string[] => (language === "en" ? field.wordsEn : field.wordsNl) ?? [];

/** The lines of a thing that say something. */
export const saidIn = (item: Item): Field[] => (item.fields ?? []).filter((field) => (field.wordsNl ?? []).length > 0);
/** The things of a subject that say something. */
export const itemsOf = (section: Section): Item[] => (section.items ?? []).filter((item) => saidIn(item).length > 0);
export const tells = (section: Section): boolean => itemsOf(section).length > 0;

export const isOpen = (correction: Correction): boolean => correction.state === "STATE_OPEN";
/** Answered, and not read by the person yet. */
export const isAnswered = (correction: Correction): boolean => !correction.readTime && (correction.state === "STATE_CORRECTED" || correction.state === "STATE_KEPT");
/** The restriction that holds now. */
export const holding = (all: readonly Restriction[] | undefined): Restriction | undefined => all?.find((one) => !one.endTime);
