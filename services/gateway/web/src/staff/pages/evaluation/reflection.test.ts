import { describe, expect, it } from "vitest";
import { begin, isSkipped, keyAt, placeIn, saysChange, skip } from "./reflection";

const questions = [
  { key: "motivation", kind: "KIND_FACES" as const },
  { key: "life_changed", kind: "KIND_YES_NO" as const },
  { key: "words", kind: "KIND_WORDS" as const },
];

describe("asking", () => {
  it("goes one question at a time, forth and back", () => {
    expect(placeIn(questions, "")).toBe(0);
    expect(placeIn(questions, "words")).toBe(2);
    expect(placeIn(questions, "gone")).toBe(0);
    expect([keyAt(questions, -1), keyAt(questions, 1), keyAt(questions, 9)]).toEqual(["motivation", "life_changed", "words"]);
  });

  it("lets everything be skipped, and records that it was asked", () => {
    const told = questions.reduce((before, one) => skip(before, one), begin(undefined).told);
    expect(told).toMatchObject({ motivation: "FACE_SKIPPED", lifeChanged: false, answers: [{ key: "life_changed", value: "VALUE_SKIPPED" }] });
    expect(questions.map((one) => isSkipped(told, one))).toEqual([true, true, false]);
  });

  it("E-05: a changed life and other wishes are said to be neutral", () => {
    expect(saysChange([{ words: "fijn" }])).toBe(false);
    expect(saysChange([{}, { otherWishes: true }])).toBe(true);
  });

  it("begins with what was told before", () => {
    expect(begin({ motivation: "FACE_YES", words: "leuk" }).told).toEqual({ motivation: "FACE_YES", words: "leuk" });
  });
});
