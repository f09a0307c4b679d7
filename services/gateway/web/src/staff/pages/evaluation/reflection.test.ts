import { describe, expect, it } from "vitest";
import { after, answersOf, before, begin, saysChange, skip, steps, withChange } from "./reflection";

describe("asking", () => {
  it("goes one question at a time, forth and back", () => {
    expect(after("motivation")).toBe("klik");
    expect(before("klik")).toBe("motivation");
    expect(before("motivation")).toBeNull();
    expect(after("words")).toBe("words");
  });

  it("lets everything be skipped, and records that it was asked", () => {
    let asking = begin(undefined);
    for (let n = 0; n < steps.length; n += 1) asking = skip(asking);
    expect(asking.step).toBe("words");
    expect(asking.told).toMatchObject({ motivation: "FACE_SKIPPED", benefit: "FACE_SKIPPED", push: "PUSH_SKIPPED", lifeChanged: false });
    expect(answersOf(asking.told)).toEqual({ faces: [], push: null, skipped: ["motivation", "klik", "decideToo", "benefit", "push"] });
  });

  it("E-05: a changed life and other wishes are apart, both or neither", () => {
    expect(withChange(begin(undefined), "both").told).toMatchObject({ lifeChanged: true, otherWishes: true });
    expect(withChange(begin(undefined), "none").told).toMatchObject({ lifeChanged: false, otherWishes: false });
    expect(begin({ lifeChanged: true }).change).toBe("life");
    expect(begin({}).change).toBeNull();
    expect(saysChange([{ words: "fijn" }])).toBe(false);
    expect(saysChange([{}, { otherWishes: true }])).toBe(true);
  });

  it("begins with what was told before", () => {
    expect(begin({ motivation: "FACE_YES", words: "leuk" }).told).toEqual({ motivation: "FACE_YES", words: "leuk" });
    expect(answersOf({ motivation: "FACE_YES", push: "PUSH_GOOD" })).toEqual({
      faces: [{ question: "motivation", face: "FACE_YES" }], push: "PUSH_GOOD", skipped: [],
    });
  });
});
