import { describe, expect, it } from "vitest";
import { type Circle, circles, layOut, type MapPerson } from "./circles-layout";
import { ringNames } from "./circles-rings";

const words = { close: "Dichtbij", near: "Iets verder", further: "Verder weg" };
const people = (count: number): MapPerson[] =>
  Array.from({ length: count }, (_, n) => ({ id: `p${n}`, name: `Buurvrouw Bedenksel ${n}`, circle: circles[(n * 7) % 3] as Circle, group: ["buren", "club"][n % 2] }));

describe("the names of the circles", () => {
  it("stand at the foot of their circles when nobody is in the way", () => {
    const layout = layOut([], 358);
    const names = ringNames(layout, (circle) => words[circle]);
    expect(names.map(({ circle }) => circle)).toEqual(["close", "near", "further"]);
    names.forEach(({ x, y }) => { expect(x).toBeCloseTo(layout.size / 2); expect(y).toBeGreaterThan(layout.size / 2); });
  });

  it("hide nobody, no name and not each other, and stay in the drawing", () => {
    let all = 0;
    for (const count of [1, 2, 4, 7, 14, 21, 28]) {
      for (const [width, unit] of [[272, 1], [358, 1], [358, 1.3], [704, 1], [704, 1.3]] as const) {
        const layout = layOut(people(count), width, unit);
        const names = ringNames(layout, (circle) => words[circle]);
        all += names.length;
        names.forEach((one, n) => {
          expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
          expect(one.x + one.width / 2).toBeLessThanOrEqual(layout.size);
          const meets = (x: number, y: number, w: number, h: number) => Math.abs(one.x - x) < (one.width + w) / 2 - 0.01 && Math.abs(one.y - y) < (one.height + h) / 2 - 0.01;
          names.slice(n + 1).forEach((other) => expect(meets(other.x, other.y, other.width, other.height)).toBe(false));
          layout.placed.forEach(({ x, y, above, lines }) => {
            expect(meets(x, y, layout.mark, layout.mark), `${count} at ${width}: a mark`).toBe(false);
            const height = lines.length * 17 * unit + 2;
            if (layout.names) expect(meets(x, y + (above ? -1 : 1) * (layout.mark + height) / 2, layout.label, height), `${count} at ${width}: a name`).toBe(false);
          });
        });
      }
    }
    // With room most of them are there: a drawing without a single name of a circle would pass the rest.
    expect(all).toBeGreaterThan(60);
  });
});
