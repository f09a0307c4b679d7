import { describe, expect, it } from "vitest";
import { leftOf, stagesOf } from "./stages";

describe("leading an intervision", () => {
  it("has Safety always, and first (E-02)", () => {
    expect(stagesOf({}).map((one) => one.kind)).toEqual(["safety", "close"]);
    expect(stagesOf({ used: { steps: [{ titleNl: "a" }, { titleNl: "b" }] } }).map((one) => one.kind)).toEqual(["safety", "step", "step", "close"]);
  });

  it("begins with what was agreed before, when there is any", () => {
    expect(stagesOf({ earlier: [{}] })[0]?.kind).toBe("before");
  });

  it("says in whole minutes what is left, and nothing before it was started", () => {
    expect(leftOf(null, 5, 0)).toBeNull();
    expect(leftOf(0, 5, 0)).toBe(5);
    expect(leftOf(0, 5, 61_000)).toBe(4);
    expect(leftOf(0, 5, 300_000)).toBe(0);
  });
});
