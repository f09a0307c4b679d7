import { describe, expect, it } from "vitest";
import { type Person, place, radius } from "./circles-layout";

const people = (count: number, ring: Person["ring"]): Person[] =>
  Array.from({ length: count }, (_, n) => ({ id: `${ring}${n}`, name: `Naam ${n}`, ring, kind: n % 2 ? "buren" : "club" }));

describe("place", () => {
  it("keeps everybody inside the drawing, at the distance of their ring", () => {
    for (const ring of ["near", "middle", "far"] as const) {
      for (const { x, y } of place(people(7, ring))) {
        expect(Math.hypot(x - 50, y - 50)).toBeCloseTo(radius[ring]);
        expect(Math.min(x, y)).toBeGreaterThan(3);
        expect(Math.max(x, y)).toBeLessThan(97);
      }
    }
  });

  it("lets nobody stand on somebody else", () => {
    const placed = place([...people(5, "near"), ...people(9, "middle"), ...people(12, "far")]);
    for (const a of placed) {
      for (const b of placed) if (a !== b) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(9);
    }
  });

  it("keeps one kind together and forgets nobody (N-06)", () => {
    const placed = place(people(6, "far"));
    expect(placed.map(({ person }) => person.kind)).toEqual(["buren", "buren", "buren", "club", "club", "club"]);
  });

  it("draws an empty map without inventing anybody (N-11)", () => expect(place([])).toEqual([]));
});
