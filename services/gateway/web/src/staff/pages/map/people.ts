/** From what the server tells of contacts to what the drawing shows, and what is kept from staff. Pure. */
import { contactPicture } from "@/app/contact-kinds";
import type { Circle, Person } from "@/design/Circles";
import type { Contact } from "../people/queries";
import type { MapPart, NetworkMap } from "./queries";

const circleOf: Record<string, Circle> = { CIRCLE_CLOSE: "close", CIRCLE_NEAR: "near", CIRCLE_FURTHER: "further" };
const nameOf = { close: "CIRCLE_CLOSE", near: "CIRCLE_NEAR", further: "CIRCLE_FURTHER", unsaid: "CIRCLE_UNSPECIFIED" } as const;
const feelingOf: Record<string, Person["feeling"]> = { FEELING_GOOD: "good", FEELING_MIXED: "mixed", FEELING_HARD: "hard" };

export const toCircle = (circle: Circle) => nameOf[circle];
export const fromCircle = (contact: Pick<Contact, "circle">): Circle => circleOf[contact.circle ?? ""] ?? "unsaid";

/** `kindOf` gives the word of a category. */
export function personOf(contact: Contact, kindOf: (category: NonNullable<Contact["category"]>) => string, note?: string): Person {
  const said = contact.category && contact.category !== "CATEGORY_UNSPECIFIED" ? contact.category : undefined;
  return {
    id: contact.id ?? "",
    name: contact.name ?? "",
    circle: fromCircle(contact),
    group: said,
    kind: said && kindOf(said),
    picture: contactPicture(said),
    feeling: feelingOf[contact.feeling ?? ""],
    note,
  };
}

export const mapParts = ["MAP_PART_MEANING", "MAP_PART_GIVING", "MAP_PART_CONTACT", "MAP_PART_HOPE"] as const;
export type KnownPart = (typeof mapParts)[number];

const fieldsOf: Record<KnownPart, readonly string[]> = {
  MAP_PART_MEANING: ["feeling", "meaning"],
  MAP_PART_GIVING: ["i_get", "i_give"],
  MAP_PART_CONTACT: ["how_often", "channel", "initiative"],
  MAP_PART_HOPE: ["hope"],
};

/** What staff do not get to see of somebody: kept apart for this person, or not shared of anybody. */
export function keptFrom(contact: Pick<Contact, "privateParts">, map: Pick<NetworkMap, "sharedParts"> | undefined): KnownPart[] {
  const shared: readonly MapPart[] = map?.sharedParts ?? [];
  return mapParts.filter((part) => contact.privateParts?.includes(part) || (map !== undefined && !shared.includes(part)));
}

/** Only what somebody may see is written: what is kept apart stays as it is. */
export function writable(kept: readonly KnownPart[]): string {
  const closed = kept.flatMap((part) => fieldsOf[part]);
  const all = ["name", "category", "circle", ...mapParts.flatMap((part) => fieldsOf[part]), "hidden"];
  return all.filter((field) => !closed.includes(field)).join(",");
}
