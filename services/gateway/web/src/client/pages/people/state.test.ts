import { describe, expect, it } from "vitest";
import type { Match } from "@/client/data";
import { asks, hasLeft, mayTakeBack, nextOf } from "./state";

const match = (of: Partial<Match>): Match => ({ id: "m", participants: [{ clientId: "me" }, { clientId: "other" }], ...of });

describe("a match as I see it", () => {
  it("asks me while I have not answered, in a proposal and in an invitation", () => {
    expect(asks(match({ state: "STATE_PROPOSED" }), "me")).toBe(true);
    expect(asks(match({ state: "STATE_PROPOSED", participants: [{ clientId: "me", answer: "ANSWER_MAYBE" }] }), "me")).toBe(false);
    expect(asks(match({ state: "STATE_UNDER_WAY", participants: [{ clientId: "me", invited: true }] }), "me")).toBe(true);
    expect(asks(match({ state: "STATE_UNDER_WAY" }), "me")).toBe(false);
  });
  it("lets whoever began an ending take it back, and nobody else", () => {
    expect(mayTakeBack(match({ state: "STATE_CLOSING", ending: { startedByClientId: "me" } }), "me")).toBe(true);
    expect(mayTakeBack(match({ state: "STATE_CLOSING", ending: {} }), "me")).toBe(false);
    expect(mayTakeBack(match({ state: "STATE_CLOSED", ending: { startedByClientId: "me" } }), "me")).toBe(false);
  });
  it("knows that I left a group, and what I would like next", () => {
    const left = match({ state: "STATE_CLOSING", departed: [{ clientId: "me", care: { next: "NEXT_REST" } }] });
    expect(hasLeft(left, "me")).toBe(true);
    expect(mayTakeBack(left, "me")).toBe(true);
    expect(nextOf(left, "me")).toBe("NEXT_REST");
  });
});
