/** What one can tell of somebody on the map, in pictures. Family is not the first, and nobody is a default (N-09). */
import type { Choice } from "@/client/ask/Ask";
import { Close, Further, Near } from "@/client/drawings";
import type { Contact } from "@/client/data";
import type { Ring } from "@/design/circles-layout";
import type { Drawing } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import {
  ArtistPalette, BeamingFaceWithSmilingEyes, Books, Church, ConvenienceStore, Family, HammerAndWrench, HeartHands, HotBeverage, Houses,
  HuggingFace, IdentificationCard, LightBulb, Link, MobilePhone, NeutralFace, PeopleDialogue, PeopleHugging, QuestionMark, School,
  SlightlyFrowningFace, SoccerBall, WavingHand,
} from "@/pictograms";

export const categories = {
  CATEGORY_FRIENDS: PeopleHugging,
  CATEGORY_NEIGHBOURS: Houses,
  CATEGORY_ACQUAINTANCES: WavingHand,
  CATEGORY_HOBBY: ArtistPalette,
  CATEGORY_CLUB: PeopleDialogue,
  CATEGORY_CHURCH: Church,
  CATEGORY_SPORT: SoccerBall,
  CATEGORY_CHANCE: ConvenienceStore,
  CATEGORY_VIA_VIA: Link,
  CATEGORY_SOCIAL_MEDIA: MobilePhone,
  CATEGORY_SCHOOL: School,
  CATEGORY_COURSE: Books,
  CATEGORY_VOLUNTEER: HeartHands,
  CATEGORY_PROFESSIONAL: IdentificationCard,
  CATEGORY_FAMILY: Family,
  CATEGORY_OTHER: QuestionMark,
} as const satisfies Record<string, Drawing>;

const circles = { CIRCLE_CLOSE: Close, CIRCLE_NEAR: Near, CIRCLE_FURTHER: Further } as const;
const feelings = { FEELING_GOOD: BeamingFaceWithSmilingEyes, FEELING_MIXED: NeutralFace, FEELING_HARD: SlightlyFrowningFace } as const;
const help = { HELP_COMPANY: HotBeverage, HELP_PRACTICAL: HammerAndWrench, HELP_ADVICE: LightBulb, HELP_EMOTIONAL: HuggingFace } as const;

export const keysOf = <T extends object>(of: T): (keyof T)[] => Object.keys(of) as (keyof T)[];

/** The parts of what is told, in the order in which they are asked. */
export const parts = ["wie", "dichtbij", "gevoel", "betekenis", "krijg", "geef"] as const;
export type Part = (typeof parts)[number];

export interface PartQuestion {
  question: string;
  choices: readonly Choice<string>[];
  chosen: string[];
  several: boolean;
  many: boolean;
  change: (chosen: string[]) => { contact: Contact; mask: string };
}

/** A question with pictures about one contact; undefined for the part that is told in words. */
export function usePartQuestion(contact: Contact): (part: Part) => PartQuestion | undefined {
  const t = useT();
  const name = contact.name ?? "";
  const one = (value: string | undefined) => (value && !value.endsWith("UNSPECIFIED") ? [value] : []);
  const helps = keysOf(help).map((value) => ({ value, words: t(`client.map.${value}`), picture: help[value] }));
  return (part) => {
    switch (part) {
      case "wie":
        return {
          question: t("client.map.who", { name }), several: false, many: true, chosen: one(contact.category),
          choices: keysOf(categories).map((value) => ({ value, words: t(`client.map.${value}`), picture: categories[value] })),
          change: ([value]) => ({ contact: { category: value as Contact["category"] }, mask: "category" }),
        };
      case "dichtbij":
        return {
          question: t("client.map.near", { name }), several: false, many: false, chosen: one(contact.circle),
          choices: keysOf(circles).map((value) => ({ value, words: t(`client.map.${value}`), picture: circles[value] })),
          change: ([value]) => ({ contact: { circle: value as Contact["circle"] }, mask: "circle" }),
        };
      case "gevoel":
        return {
          question: t("client.map.feel", { name }), several: false, many: false, chosen: one(contact.feeling),
          choices: keysOf(feelings).map((value) => ({ value, words: t(`client.map.${value}`), picture: feelings[value] })),
          change: ([value]) => ({ contact: { feeling: value as Contact["feeling"] }, mask: "feeling" }),
        };
      case "krijg":
        return { question: t("client.map.get", { name }), several: true, many: false, chosen: contact.iGet ?? [], choices: helps, change: (chosen) => ({ contact: { iGet: chosen as Contact["iGet"] }, mask: "i_get" }) };
      case "geef":
        return { question: t("client.map.give", { name }), several: true, many: false, chosen: contact.iGive ?? [], choices: helps, change: (chosen) => ({ contact: { iGive: chosen as Contact["iGive"] }, mask: "i_give" }) };
      default:
        return undefined;
    }
  };
}

const ringOf: Record<string, Ring> = { CIRCLE_CLOSE: "near", CIRCLE_NEAR: "middle", CIRCLE_FURTHER: "far" };
/** Where somebody stands in the drawing; in the middle ring as long as nothing was said. */
export const ring = (contact: Contact): Ring => ringOf[contact.circle ?? ""] ?? "middle";

export const isCategory = (category: string | undefined): category is keyof typeof categories => !!category && category in categories;
