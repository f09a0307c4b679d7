import { describe, expect, it } from "vitest";
import { itemOf, lacksSafety } from "./session";

describe("lacksSafety (E-02)", () => {
  it("asks for a line at Safety, whatever else was written", () => {
    expect(lacksSafety({ agenda: [{ id: "a", safety: true, line: "" }, { id: "b", safety: false, line: "veel" }] })).toBe(true);
    expect(lacksSafety({ agenda: [{ id: "a", safety: true, line: "Besproken, niets." }] })).toBe(false);
  });

  it("finds an item", () => {
    expect(itemOf({ agenda: [{ id: "a" }] }, "a")).toEqual({ id: "a" });
    expect(itemOf({}, "a")).toBeUndefined();
  });
});
