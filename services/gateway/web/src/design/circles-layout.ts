/** Where people stand in the drawing of a network map. Pure, so that it can be tested without a screen. */
export type Ring = "near" | "middle" | "far";

export interface Person {
  id: string;
  name: string;
  ring: Ring;
  /** A word for the kind of contact: neighbours, the club. People of one kind stand together. */
  kind?: string;
}

export interface Placed<P extends Person = Person> {
  person: P;
  /** Per cent of the drawing's width and height, from the top left. */
  x: number;
  y: number;
}

export const rings: readonly Ring[] = ["near", "middle", "far"];
/** Distance of each ring's people from the middle, in per cent of the drawing. */
export const radius: Record<Ring, number> = { near: 17, middle: 29.5, far: 41.5 };
/** Each ring begins a third of the way round from the other two: a few people stand around somebody, not beside. */
const start: Record<Ring, number> = { near: -90, middle: 30, far: 150 };

export function place<P extends Person>(people: readonly P[]): Placed<P>[] {
  return rings.flatMap((ring) => {
    const here = people
      .filter((person) => person.ring === ring)
      .sort((a, b) => (a.kind ?? "").localeCompare(b.kind ?? "") || a.name.localeCompare(b.name));
    return here.map((person, index) => {
      const angle = ((start[ring] + (360 / here.length) * index) * Math.PI) / 180;
      return { person, x: 50 + radius[ring] * Math.cos(angle), y: 50 + radius[ring] * Math.sin(angle) };
    });
  });
}
