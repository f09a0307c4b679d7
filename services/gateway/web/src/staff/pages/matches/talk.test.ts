import { describe, expect, it } from "vitest";
import type { Match } from "./queries";
import { changedParts, talkOf, wordsOf } from "./talk";

const match: Match = {
  id: "m", etag: "1", participants: [{ clientId: "a" }, { clientId: "b" }, { clientId: "c", invited: true }],
  talk: { expectations: [{ clientId: "a", words: "Lachen", rhythm: "RHYTHM_OFTEN" }], possibilities: "De bus", plan: "Thee" },
};

describe("the talk in three parts (M-08)", () => {
  it("asks everybody who is in it, and nobody who was only asked (M-17)", () => {
    expect(Object.keys(wordsOf(match).expects)).toEqual(["a", "b"]);
  });
  it("writes nothing that nobody touched", () => {
    expect(changedParts(wordsOf(match), match)).toEqual([]);
  });
  it("writes a part that was emptied", () => {
    const words = { ...wordsOf(match), plan: "" };
    expect(changedParts(words, match)).toEqual(["plan"]);
    expect(talkOf(words).plan).toBe("");
  });
  it("empties what one person hoped, and leaves the rest", () => {
    const words = wordsOf(match);
    words.expects.a = { words: "", rhythm: "RHYTHM_UNSPECIFIED" };
    expect(changedParts(words, match)).toEqual(["expectations"]);
    expect(talkOf(words).expectations?.[0]).toEqual({ clientId: "a", words: "", rhythm: "RHYTHM_UNSPECIFIED" });
  });
});
