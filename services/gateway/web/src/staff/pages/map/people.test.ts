import { describe, expect, it } from "vitest";
import { fromCircle, keptFrom, personOf, toCircle, writable } from "./people";

describe("a contact in the drawing", () => {
  it("stands where it was said, and outside when nothing was said", () => {
    expect((["close", "near", "further", "unsaid"] as const).map((circle) => fromCircle({ circle: toCircle(circle) }))).toEqual(["close", "near", "further", "unsaid"]);
    expect(fromCircle({})).toBe("unsaid");
  });

  it("is of no kind before one was said, family least of all (N-09)", () => {
    expect(personOf({ id: "1", name: "Ank" }, () => "x")).toMatchObject({ group: undefined, kind: undefined, feeling: undefined });
    expect(personOf({ id: "1", name: "Ank", category: "CATEGORY_CLUB", feeling: "FEELING_HARD" }, () => "Club")).toMatchObject({ group: "CATEGORY_CLUB", kind: "Club", feeling: "hard" });
  });
});

describe("what is kept apart (N-17)", () => {
  const all = { sharedParts: ["MAP_PART_MEANING", "MAP_PART_GIVING", "MAP_PART_CONTACT", "MAP_PART_HOPE"] as const };

  it("is what is private for one person, and what is shared of nobody", () => {
    expect(keptFrom({ privateParts: ["MAP_PART_HOPE"] }, { sharedParts: [...all.sharedParts] })).toEqual(["MAP_PART_HOPE"]);
    expect(keptFrom({}, { sharedParts: ["MAP_PART_MEANING"] })).toEqual(["MAP_PART_GIVING", "MAP_PART_CONTACT", "MAP_PART_HOPE"]);
  });

  it("is never written over by somebody who does not see it", () => {
    expect(writable([])).toContain("meaning");
    const mask = writable(["MAP_PART_MEANING", "MAP_PART_CONTACT"]).split(",");
    for (const field of ["feeling", "meaning", "how_often", "channel", "initiative"]) expect(mask).not.toContain(field);
    expect(mask).toEqual(expect.arrayContaining(["name", "circle", "i_get", "hope", "hidden"]));
  });
});
