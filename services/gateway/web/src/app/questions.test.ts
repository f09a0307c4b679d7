import { describe, expect, it } from "vitest";
import { asked, choicesOf, easyOf, toSend, valueOf, withValue, withWords, wordsOf } from "./questions";

describe("answers to what is asked when looking back", () => {
  it("E-04: answers with a field of their own go there, and the others by their key", () => {
    const told = withValue(withValue(withValue(undefined, "decide_too", "A_BIT"), "push", "TOO_MUCH"), "relation", "NO");
    expect(told).toEqual({ decideToo: "FACE_A_BIT", push: "PUSH_TOO_MUCH", answers: [{ key: "relation", value: "VALUE_NO" }] });
    expect([valueOf(told, "decide_too"), valueOf(told, "push"), valueOf(told, "relation"), valueOf(told, "klik")]).toEqual(["A_BIT", "TOO_MUCH", "NO", undefined]);
  });

  it("E-05: nothing changed is an answer, and so is skipping; both can be taken back", () => {
    const none = withValue(undefined, "life_changed", "NO");
    expect(none).toMatchObject({ lifeChanged: false, answers: [{ key: "life_changed", value: "VALUE_NO" }] });
    expect(valueOf(none, "life_changed")).toBe("NO");
    const changed = withValue(none, "life_changed", "YES");
    expect(changed).toEqual({ lifeChanged: true, answers: [] });
    expect(valueOf(withValue(changed, "life_changed", "SKIPPED"), "life_changed")).toBe("SKIPPED");
    expect(valueOf({ lifeChanged: false }, "life_changed")).toBeUndefined();
  });

  it("keeps own words, and lets them go", () => {
    expect(withWords(undefined, "words", "fijn")).toEqual({ words: "fijn" });
    const more = withWords(undefined, "more", "de hond");
    expect(wordsOf(more, "more")).toBe("de hond");
    expect(withWords(more, "more", " ").answers).toEqual([]);
  });

  it("O-04: asks what this version asks, in its words", () => {
    const set = { questions: [{ key: "a", kind: "KIND_FACES" as const, textNl: "Fijn met {naam}?" }, { key: "b", off: true }] };
    expect(asked(set).map((one) => one.key)).toEqual(["a"]);
    expect(choicesOf(set.questions[0] ?? {})).toEqual(["YES", "A_BIT", "NO"]);
    expect(easyOf("nl", set.questions[0] ?? {}, "Sam")).toBe("Fijn met Sam?");
    expect(easyOf("en", { textNl: "x", easyNl: "y" }, "Sam")).toBe("y");
  });

  it("sends no more than was told", () => {
    expect(toSend({ klik: "FACE_YES", time: "2026-01-01T00:00:00Z", bySelf: true })).toEqual({ klik: "FACE_YES", time: undefined, bySelf: undefined });
  });
});
