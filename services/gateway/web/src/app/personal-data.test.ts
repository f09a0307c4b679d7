import { describe, expect, it } from "vitest";
import { holding, isAnswered, itemsOf, saidIn, tells } from "./personal-data";

const said = { key: "what", wordsNl: ["markt"], wordsEn: ["market"] };
const nothing = { key: "note", wordsNl: [], wordsEn: [] };

describe("what is kept of a person", () => {
  it("leaves out what says nothing", () => {
    const section = { key: "wish", items: [{ id: "1", fields: [said, nothing] }, { id: "2", fields: [nothing] }] };
    expect(itemsOf(section).map((item) => item.id)).toEqual(["1"]);
    expect(saidIn(section.items[0]!).map((field) => field.key)).toEqual(["what"]);
    expect(tells(section)).toBe(true);
    expect(tells({ key: "story", items: [] })).toBe(false);
  });
  it("knows an answer that was not read yet", () => {
    expect(isAnswered({ state: "STATE_KEPT" })).toBe(true);
    expect(isAnswered({ state: "STATE_CORRECTED", readTime: "2026-11-22T09:00:00Z" })).toBe(false);
    expect(isAnswered({ state: "STATE_OPEN" })).toBe(false);
  });
  it("finds the restriction that holds", () => {
    expect(holding([{ id: "now" }, { id: "before", endTime: "2026-11-01T09:00:00Z" }])?.id).toBe("now");
    expect(holding([{ id: "before", endTime: "2026-11-01T09:00:00Z" }])).toBeUndefined();
  });
});
