/** What is said of a place on the map and of how a contact feels: in words, so that no colour or line says it alone. */
import { useCirclesT } from "@/i18n/circles";
import type { Circle, MapPerson } from "./circles-layout";
import type { Drawing } from "./Pictogram";

export type Feeling = "good" | "mixed" | "hard";

export interface Person extends MapPerson {
  /** What kind of contact, as a picture. */
  picture?: Drawing;
  /** A word for the group: neighbours, the club. */
  kind?: string;
  feeling?: Feeling;
  /** Something to say of this person in this drawing: "new". */
  note?: string;
}

export function usePlaceWords() {
  const t = useCirclesT();
  const circle = (of: Circle) => t(`circles.circle.${of}`);
  const feeling = (of: Feeling) => t(`circles.feeling.${of}`);
  return {
    circle,
    feeling,
    /** All that the drawing shows of somebody, for those who hear it. */
    about: (person: Person) => [person.kind, circle(person.circle), person.feeling && feeling(person.feeling), person.note].filter(Boolean).join(", "),
  };
}

/** People by what they have in common, in the order in which they stand. */
export function grouped<P extends Person>(people: readonly P[]): { kind: string; people: P[] }[] {
  const found = new Map<string, { kind: string; people: P[] }>();
  for (const person of people) {
    const group = found.get(person.group ?? "") ?? { kind: person.kind ?? "", people: [] };
    group.people.push(person);
    found.set(person.group ?? "", group);
  }
  return [...found.values()];
}
