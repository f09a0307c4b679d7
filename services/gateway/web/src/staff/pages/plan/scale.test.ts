import { describe, expect, it } from "vitest";
import { figures, unitOf } from "./scale";

describe("the picture of a plan", () => {
  it("has a figure for each of a few people", () => {
    expect(unitOf([{ wishing: 12, placesFree: 3 }])).toBe(1);
    expect(unitOf([])).toBe(1);
  });
  it("lets one figure stand for a round number of many", () => {
    expect(unitOf([{ wishing: 61 }])).toBe(2);
    expect(unitOf([{ wishing: 250 }])).toBe(5);
    expect(unitOf([{ wishing: 20_000 }])).toBe(500);
  });
  it("forgets nobody", () => {
    expect(figures(1, 500)).toBe(1);
    expect(figures(0, 500)).toBe(0);
    expect(figures(1250, 500)).toBe(3);
  });
});
