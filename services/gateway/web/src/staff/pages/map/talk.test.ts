import { describe, expect, it } from "vitest";
import { draftOf, isComplete, pick, talkFrom } from "./talk";

describe("the draft of a network talk", () => {
  it("is complete with an answer or 'not now' on both questions (N-04), whatever the tools (N-19)", () => {
    const empty = draftOf({});
    expect(isComplete(empty)).toBe(false);
    expect(isComplete({ ...empty, who: { words: "Ank", notNow: false } })).toBe(false);
    expect(isComplete({ ...empty, who: { words: "Ank", notNow: false }, mean: { words: "", notNow: true } })).toBe(true);
  });

  it("sends only what was said, and keeps a picked tool without answers", () => {
    const draft = { ...draftOf({ id: "t", etag: "1" }), tools: pick([], "ecogram", 2) };
    draft.tools[0]!.answers = { who_is_there: { words: "Ank", notNow: false }, how_close: { words: " ", notNow: false }, both_ways: { words: "toch", notNow: true } };
    expect(talkFrom(draft, "t").tools).toEqual([
      { templateKey: "ecogram", templateVersion: 2, answers: { who_is_there: { words: "Ank", notNow: false }, both_ways: { words: "", notNow: true } } },
    ]);
    expect(pick(draft.tools, "ecogram", 2)).toEqual([]);
  });

  it("reads back what it sent", () => {
    const draft = { etag: "3", who: { words: "Ank", notNow: false }, mean: { words: "", notNow: true }, moment: "zorgplanbespreking", tools: [] };
    expect(draftOf({ ...talkFrom(draft, "t"), etag: "3" })).toEqual(draft);
  });
});
