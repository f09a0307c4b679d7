import { describe, expect, it } from "vitest";
import { type Circle, circles, layOut, type MapPerson } from "./circles-layout";
import { circleAt, closer, further, keyStep } from "./circles-move";
import { short, wrap } from "./circles-names";

const called = ["Ank", "Mevrouw Van der Heijden-Oudenampsen", "Bo", "Jan de Vries", "Christophorusvereniging", "Oom Kees"];
const kinds = ["buren", "club", "vrienden", "familie", "winkel", "sport"];
const people = (count: number, circleOf: (n: number) => Circle): MapPerson[] =>
  Array.from({ length: count }, (_, n) => ({ id: `p${n}`, name: `${called[n % called.length]} ${n}`, circle: circleOf(n), group: kinds[n % kinds.length] }));
const spread = (n: number): Circle => circles[(n * 7) % 3] ?? "near";

const widths = [272, 320, 358, 480, 704, 900];
const crowds: [string, MapPerson[]][] = [1, 2, 4, 7, 14, 21, 28].flatMap((count): [string, MapPerson[]][] => [
  [`${count} spread`, people(count, spread)],
  ...circles.map((circle): [string, MapPerson[]] => [`${count} ${circle}`, people(count, () => circle)]),
]);

describe("the drawing of a network map", () => {
  it.each(crowds)("%s: everybody is there, inside, in the own circle, and on nobody else", (_, crowd) => {
    for (const width of widths) {
      const { placed, mark, edge, size, owner } = layOut(crowd, width);
      expect(placed.map(({ person }) => person.id).sort()).toEqual(crowd.map(({ id }) => id).sort());
      expect(mark, "large enough to touch").toBeGreaterThanOrEqual(24);
      expect(size).toBeLessThanOrEqual(width);
      for (const { person, x, y } of placed) {
        const away = Math.hypot(x - size / 2, y - size / 2);
        const at = circles.indexOf(person.circle as "close");
        expect(away + mark / 2).toBeLessThanOrEqual(edge[circles[at] ?? "further"] + 0.5);
        expect(away - mark / 2).toBeGreaterThanOrEqual((at > 0 ? edge[circles[at - 1] ?? "close"] : owner) - 0.5);
        for (const other of placed) {
          if (other.person !== person) expect(Math.hypot(other.x - x, other.y - y), `${width}: ${person.id} and ${other.person.id}`).toBeGreaterThanOrEqual(mark - 0.5);
        }
      }
    }
  });

  it("gives names where there is room, and letters nobody else has where there is not", () => {
    expect(layOut(people(4, spread), 358).names).toBe(true);
    expect(layOut(people(14, spread), 704).names).toBe(true);
    const tight = layOut(people(28, spread), 288);
    expect(tight.names).toBe(false);
    expect(new Set(tight.placed.map(({ lines }) => lines[0])).size).toBe(28);
  });

  it("lets no name stand on another name", () => {
    for (const [, crowd] of crowds) {
      for (const width of widths) {
        const { placed, names, label, mark } = layOut(crowd, width);
        if (!names) continue;
        const boxes = placed.map(({ x, y, lines, above }) => ({ x: x - label / 2, y: above ? y - mark / 2 - lines.length * 17 - 4 : y + mark / 2 + 2, w: label, h: 2 + lines.length * 17 }));
        boxes.forEach((a, n) => boxes.slice(n + 1).forEach((b) => {
          expect(a.x < b.x + b.w - 0.01 && b.x < a.x + a.w - 0.01 && a.y < b.y + b.h - 0.01 && b.y < a.y + a.h - 0.01).toBe(false);
        }));
      }
    }
  });

  it("keeps people of one kind beside each other (N-06)", () => {
    const { placed } = layOut(people(12, () => "further"), 704);
    const groups = placed.map(({ person }) => person.group);
    expect(groups.filter((group, n) => n > 0 && group !== groups[n - 1]).length).toBe(kinds.length - 1);
  });

  it("draws an empty map without inventing anybody (N-11), and leaves who has no place outside", () => {
    expect(layOut([], 320).placed).toEqual([]);
    expect(layOut(people(3, () => "unsaid"), 320).placed).toEqual([]);
  });

  it("forgets nobody when there are more than fit", () => {
    expect(layOut(people(90, () => "close"), 288).placed.length).toBe(90);
  });
});

describe("names where there is little room", () => {
  it("wraps at words and hyphens, in at most two lines", () => {
    expect(wrap("Ank", 10)).toEqual(["Ank"]);
    expect(wrap("Jan de Vries", 10)).toEqual(["Jan de", "Vries"]);
    expect(wrap("Heijden-Oudenampsen", 12)).toEqual(["Heijden-", "Oudenampsen"]);
    expect(wrap("Christophorusvereniging", 12)).toEqual(["Christophor-", "usvereniging"]);
  });

  it("says that more follows, after whole words", () => {
    expect(wrap("Mevrouw Van der Heijden van de bakker", 12)).toEqual(["Mevrouw Van", "der Heijden…"]);
    for (const name of called) for (const line of wrap(`${name} van hiernaast en verder`, 11)) expect(line.length).toBeLessThanOrEqual(12);
  });

  it("gives everybody letters of their own", () => {
    const found = short([{ id: "1", name: "Jan Vos" }, { id: "2", name: "Joke Visser" }, { id: "3", name: "Jan Vos" }, { id: "4", name: "de buurman" }]);
    expect(found.get("1")).toBe("JV");
    expect(new Set(found.values()).size).toBe(4);
  });
});

describe("moving somebody", () => {
  it("goes circle by circle and stops at both ends", () => {
    expect([closer("further"), closer("near"), closer("close")]).toEqual(["near", "close", null]);
    expect([further("close"), further("near"), further("further")]).toEqual(["near", "further", null]);
    expect([closer("unsaid"), further("unsaid")]).toEqual(["further", null]);
  });

  it("finds the circle under a finger", () => {
    const layout = layOut(people(4, spread), 400);
    expect(circleAt(layout, 200, 200)).toBe("close");
    expect(circleAt(layout, 200 + layout.edge.near - 1, 200)).toBe("near");
    expect(circleAt(layout, 200, 200 + layout.edge.further - 1)).toBe("further");
    expect(circleAt(layout, 1, 1)).toBeNull();
  });

  it("understands the keys", () => {
    expect(keyStep("ArrowUp", 0, 3, "near")).toEqual({ move: "close" });
    expect(keyStep("ArrowDown", 0, 3, "near")).toEqual({ move: "further" });
    expect(keyStep("ArrowDown", 0, 3, "further")).toBeNull();
    expect(keyStep("ArrowRight", 2, 3, "near")).toEqual({ focus: 0 });
    expect(keyStep("Enter", 2, 3, "near")).toBeNull();
  });
});
