/** From what I told of somebody to where they stand in the drawing. Pure. */
import { contactPicture } from "@/app/contact-kinds";
import type { Contact } from "@/client/data";
import type { Circle, Person } from "@/design/Circles";

const circleOf: Record<string, Circle> = { CIRCLE_CLOSE: "close", CIRCLE_NEAR: "near", CIRCLE_FURTHER: "further" };
const nameOf = { close: "CIRCLE_CLOSE", near: "CIRCLE_NEAR", further: "CIRCLE_FURTHER", unsaid: "CIRCLE_UNSPECIFIED" } as const;
const feelingOf: Record<string, Person["feeling"]> = { FEELING_GOOD: "good", FEELING_MIXED: "mixed", FEELING_HARD: "hard" };

export const toCircle = (circle: Circle) => nameOf[circle];
export const fromCircle = (contact: Pick<Contact, "circle">): Circle => circleOf[contact.circle ?? ""] ?? "unsaid";

export const personOf = (contact: Contact, kind: string | undefined, note?: string): Person => ({
  id: contact.id ?? "", name: contact.name ?? "", circle: fromCircle(contact), group: kind && contact.category, kind, picture: kind ? contactPicture(contact.category) : undefined, feeling: feelingOf[contact.feeling ?? ""], note,
});
