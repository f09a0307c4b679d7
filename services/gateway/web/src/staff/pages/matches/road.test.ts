import { describe, expect, it } from "vitest";
import type { Match } from "./queries";
import { byState, careLeft, careTaken, dayToTime, isGone, namesIn, nextStep, rhythmsDiffer, stoneAt, stonesOf, talkMisses, timeToDay } from "./road";

const made = (match: Partial<Match>): Match => ({
  id: "m", etag: "1", origin: "ORIGIN_MADE", participants: [{ clientId: "a" }, { clientId: "b", networker: true }], ...match,
});

describe("the road of a match", () => {
  it("shows only stretches where somebody walks, in the order of the road", () => {
    const sections = byState([made({ state: "STATE_CLOSING" }), made({ state: "STATE_IDEA" }), made({ state: "STATE_CLOSING" })]);
    expect(sections.map(({ state, matches }) => [state, matches.length])).toEqual([["STATE_IDEA", 1], ["STATE_CLOSING", 2]]);
  });

  it("takes a pause as a rest on the way (M-13)", () => {
    expect(stoneAt(made({ state: "STATE_PAUSED" }))).toBe("STATE_UNDER_WAY");
  });

  it("lets a spontaneous match begin on the way (M-03)", () => {
    expect(stonesOf(made({ origin: "ORIGIN_SPONTANEOUS" }))[0]).toBe("STATE_UNDER_WAY");
  });

  it("knows that a proposal returned to nothing", () => {
    expect(isGone({ id: "m" })).toBe(true);
    expect(isGone(made({ state: "STATE_PROPOSED" }))).toBe(false);
  });
});

describe("nextStep", () => {
  const both = (a: object, b: object) => [{ clientId: "a", ...a }, { clientId: "b", ...b }];
  it("names who has not answered yet", () => {
    const match = made({ state: "STATE_PROPOSED", participants: both({ answer: "ANSWER_YES" }, {}) });
    expect(nextStep(match)).toEqual({ key: "matches.next.answer", people: ["b"] });
  });
  it("names who said perhaps", () => {
    const match = made({ state: "STATE_PROPOSED", participants: both({ answer: "ANSWER_YES" }, { answer: "ANSWER_MAYBE" }) });
    expect(nextStep(match)).toEqual({ key: "matches.next.maybe", people: ["b"] });
  });
  it("asks for the talk before the yes (M-08)", () => {
    expect(nextStep(made({ state: "STATE_GETTING_ACQUAINTED" }))?.key).toBe("matches.next.talk");
    const talk = { expectations: [{ clientId: "a", words: "gezellig" }, { clientId: "b", rhythm: "RHYTHM_OFTEN" as const }], possibilities: "bus", plan: "thee" };
    expect(nextStep(made({ state: "STATE_GETTING_ACQUAINTED", talk }))).toEqual({ key: "matches.next.agree", people: ["a", "b"] });
  });
  it("asks nothing of people who are under way (D-05)", () => {
    expect(nextStep(made({ state: "STATE_UNDER_WAY" }))).toBeNull();
  });
});

describe("the talk", () => {
  it("misses what nobody spoke of", () => {
    expect(talkMisses(made({ talk: { expectations: [{ clientId: "a", words: "  " }], possibilities: "bus" } }))).toEqual(["expectations", "plan"]);
  });
  it("sees that one would like to meet more often (M-18)", () => {
    expect(rhythmsDiffer(["RHYTHM_OFTEN", "RHYTHM_NOW_AND_THEN"])).toBe(true);
    expect(rhythmsDiffer(["RHYTHM_OFTEN", undefined, "RHYTHM_UNSPECIFIED"])).toBe(false);
  });
});

describe("an ending", () => {
  it("asks a talk and a day for each, and words for everybody (M-16)", () => {
    const left = careLeft(made({ ending: { care: [{ clientId: "a", talkHeld: true }, { clientId: "b", followUpTime: "2026-01-01T12:00:00Z" }] } }));
    expect(left).toEqual({ words: true, talk: ["b"], followUp: ["a"] });
    expect(careTaken(left)).toBe(false);
    expect(careTaken({ words: false, talk: [], followUp: [] })).toBe(true);
  });
});

describe("words for several people", () => {
  it("notices a name, and not a part of a word", () => {
    expect(namesIn("Omdat Bo graag kookt.", ["Bo", "Noor"])).toEqual(["Bo"]);
    expect(namesIn("Omdat iemand graag bordspellen doet.", ["Bo"])).toEqual([]);
  });
  it("keeps a day that day, in winter and in summer", () => {
    expect(timeToDay(dayToTime("2026-01-31"))).toBe("2026-01-31");
    expect(timeToDay(dayToTime("2026-07-01"))).toBe("2026-07-01");
  });
});
