/** What one can tell of somebody on the map, in pictures. */
import { contactKinds } from "@/app/contact-kinds";
import type { Choice } from "@/client/ask/Ask";
import { Close, Further, Near, NowAndThen, Often, Regularly } from "@/client/drawings";
import type { Contact } from "@/client/data";
import { useT } from "@/i18n/client";
import {
  BeamingFaceWithSmilingEyes, HammerAndWrench, Handshake, HotBeverage, HuggingFace, LightBulb, NeutralFace, OkHand, PauseButton, Person, SlightlyFrowningFace, TelephoneReceiver, TwoHearts, WavingHand,
} from "@/pictograms";

export const categories = contactKinds;

const circles = { CIRCLE_CLOSE: Close, CIRCLE_NEAR: Near, CIRCLE_FURTHER: Further } as const;
const feelings = { FEELING_GOOD: BeamingFaceWithSmilingEyes, FEELING_MIXED: NeutralFace, FEELING_HARD: SlightlyFrowningFace } as const;
const help = { HELP_COMPANY: HotBeverage, HELP_PRACTICAL: HammerAndWrench, HELP_ADVICE: LightBulb, HELP_EMOTIONAL: HuggingFace } as const;

/** How often, in words that anybody may also have written otherwise. */
const often = { now: NowAndThen, week: Regularly, day: Often } as const;
const initiatives = { INITIATIVE_ME: Person, INITIATIVE_OTHER: WavingHand, INITIATIVE_BOTH: Handshake } as const;
const hopes = { HOPE_MORE: TwoHearts, HOPE_FINE: OkHand, HOPE_LESS: PauseButton, HOPE_AGAIN: TelephoneReceiver } as const;

export const keysOf = <T extends object>(of: T): (keyof T)[] => Object.keys(of) as (keyof T)[];

/** The parts of what is told, in the order in which they are asked. */
export const parts = ["wie", "dichtbij", "gevoel", "betekenis", "krijg", "geef", "vaak", "begint", "hoop"] as const;
export type Part = (typeof parts)[number];

export interface PartQuestion {
  question: string;
  choices: readonly Choice<string>[];
  chosen: string[];
  several: boolean;
  many: boolean;
  /** An earlier answer in words of one's own, that none of the pictures says. */
  said?: string;
  change: (chosen: string[]) => { contact: Contact; mask: string };
}

/** A question with pictures about one contact; undefined for the part that is told in words. */
export function usePartQuestion(contact: Contact): (part: Part) => PartQuestion | undefined {
  const t = useT();
  const name = contact.name ?? "";
  const one = (value: string | undefined) => (value && !value.endsWith("UNSPECIFIED") ? [value] : []);
  const helps = keysOf(help).map((value) => ({ value, words: t(`map.${value}`), picture: help[value] }));
  return (part) => {
    switch (part) {
      case "wie":
        return {
          question: t("map.who", { name }), several: false, many: true, chosen: one(contact.category),
          choices: keysOf(categories).map((value) => ({ value, words: t(`map.${value}`), picture: categories[value] })),
          change: ([value]) => ({ contact: { category: value as Contact["category"] }, mask: "category" }),
        };
      case "dichtbij":
        return {
          question: t("map.near", { name }), several: false, many: false, chosen: one(contact.circle),
          choices: keysOf(circles).map((value) => ({ value, words: t(`map.${value}`), picture: circles[value] })),
          change: ([value]) => ({ contact: { circle: value as Contact["circle"] }, mask: "circle" }),
        };
      case "gevoel":
        return {
          question: t("map.feel", { name }), several: false, many: false, chosen: one(contact.feeling),
          choices: keysOf(feelings).map((value) => ({ value, words: t(`map.${value}`), picture: feelings[value] })),
          change: ([value]) => ({ contact: { feeling: value as Contact["feeling"] }, mask: "feeling" }),
        };
      case "krijg":
        return { question: t("map.get", { name }), several: true, many: false, chosen: contact.iGet ?? [], choices: helps, change: (chosen) => ({ contact: { iGet: chosen as Contact["iGet"] }, mask: "i_get" }) };
      case "geef":
        return { question: t("map.give", { name }), several: true, many: false, chosen: contact.iGive ?? [], choices: helps, change: (chosen) => ({ contact: { iGive: chosen as Contact["iGive"] }, mask: "i_give" }) };
      case "vaak":
        return {
          said: keysOf(often).some((value) => t(`map.often.${value}`) === contact.howOften) ? undefined : contact.howOften,
          question: t("map.often", { name }), several: false, many: false, chosen: keysOf(often).filter((value) => t(`map.often.${value}`) === contact.howOften),
          choices: keysOf(often).map((value) => ({ value, words: t(`map.often.${value}`), picture: often[value] })),
          change: ([value]) => ({ contact: { howOften: value && value in often ? t(`map.often.${value as keyof typeof often}`) : "" }, mask: "how_often" }),
        };
      case "begint":
        return {
          question: t("map.begins"), several: false, many: false, chosen: one(contact.initiative),
          choices: keysOf(initiatives).map((value) => ({ value, words: value === "INITIATIVE_OTHER" ? name : t(`map.${value}`), picture: initiatives[value] })),
          change: ([value]) => ({ contact: { initiative: value as Contact["initiative"] }, mask: "initiative" }),
        };
      case "hoop":
        return {
          question: t("map.hope", { name }), several: false, many: false, chosen: one(contact.hope),
          choices: keysOf(hopes).map((value) => ({ value, words: t(`map.${value}`), picture: hopes[value] })),
          change: ([value]) => ({ contact: { hope: value as Contact["hope"] }, mask: "hope" }),
        };
      default:
        return undefined;
    }
  };
}

export const isCategory = (category: string | undefined): category is keyof typeof categories => !!category && category in categories;
