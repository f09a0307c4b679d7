import { describe, expect, it } from "vitest";
import { monthBefore } from "./period";

describe("the months one can look back over", () => {
  it.each([
    ["2026-11-22", 0, "2026-11-01", "2026-11-22"],
    ["2026-11-22", 1, "2026-10-01", "2026-10-31"],
    ["2026-03-31", 1, "2026-02-01", "2026-02-28"],
    ["2026-01-05", 1, "2025-12-01", "2025-12-31"],
    ["2026-01-05", 13, "2024-12-01", "2024-12-31"],
  ])("%s, %i back", (today, back, first, last) => {
    expect(monthBefore(today, back)).toEqual({ first, last });
  });
});
