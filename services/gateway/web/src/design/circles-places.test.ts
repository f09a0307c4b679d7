import { describe, expect, it } from "vitest";
import { type Circle, circles, layOut, type MapPerson } from "./circles-layout";
import { ownAngle, spread } from "./circles-places";
import { ringNames } from "./circles-rings";

const groups = ["CATEGORY_FRIENDS", "CATEGORY_NEIGHBOURS", "CATEGORY_CLUB", "CATEGORY_FAMILY", undefined];
const person = (n: number, circle: Circle = circles[n % 3] ?? "near"): MapPerson => ({ id: `01a2-${n}`, name: `Buur ${n}`, circle, group: groups[n % groups.length] });
const people = (count: number) => Array.from({ length: count }, (_, n) => person(n));
const angles = (all: readonly MapPerson[], width = 500) => new Map(layOut(all, width).placed.map(({ person: { id }, angle }) => [id, Math.atan2(Math.sin(angle), Math.cos(angle))]));

describe("a place of one's own on the map", () => {
  it("follows from who somebody is, not from the order or the name", () => {
    const all = people(9);
    const before = angles(all);
    const after = angles([...all].reverse().map((one) => ({ ...one, name: `Anders ${one.id}` })));
    for (const [id, angle] of before) expect(after.get(id), id).toBeCloseTo(angle);
  });

  it("stays when somebody comes elsewhere, and in a drawing of another width", () => {
    const before = angles([person(0, "close"), person(1, "near")], 380);
    const after = angles([person(0, "close"), person(1, "near"), person(2, "further")], 640);
    // Where a name does not fit somebody gives way, by less than the width of a hand on a clock.
    for (const [id, angle] of before) expect(Math.abs((after.get(id) ?? 9) - angle), id).toBeLessThan(0.5);
  });

  it("gives each kind a side, away from the foot where the circles have their names", () => {
    for (const group of groups) for (let n = 0; n < 50; n += 1) {
      const angle = ownAngle({ id: `p${n}`, group });
      expect(Math.abs(Math.atan2(Math.sin(angle - Math.PI / 2), Math.cos(angle - Math.PI / 2)))).toBeGreaterThan(0.4);
    }
  });

  it("makes room for who stand too close, and moves nobody else", () => {
    const [a = 0, b = 0, c = 0] = spread([1, 1.1, 4], 0.5);
    expect(b - a).toBeGreaterThanOrEqual(0.499);
    expect((a + b) / 2).toBeCloseTo(1.05);
    expect(c).toBe(4);
    const even = spread([1, 1, 1, 1], 2);
    even.slice(1).forEach((angle, n) => expect(angle - (even[n] ?? 0)).toBeCloseTo(Math.PI / 2));
  });

  it("leaves every circle its name, on a phone as well", () => {
    const words = { close: "Dichtbij", near: "Iets verder", further: "Verder weg" };
    for (const [count, width] of [[1, 320], [3, 320], [5, 320], [8, 320], [8, 358]] as const) {
      expect(ringNames(layOut(people(count), width), (circle) => words[circle]).map(({ circle }) => circle), `${count} at ${width}`).toEqual(["close", "near", "further"]);
    }
  });
});
