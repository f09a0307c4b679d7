import { describe, expect, it } from "vitest";
import { dayFrom, lastDay } from "./days";

describe("days of leaving", () => {
  it("counts days as a calendar does, also late in the evening and over a change of the clock", () => {
    expect(dayFrom(new Date(2026, 9, 15, 23, 59), 30)).toBe("2026-11-14");
    expect(dayFrom(new Date(2026, 9, 15, 0, 1), 0)).toBe("2026-10-15");
    expect(dayFrom(new Date(2026, 11, 31, 12), 1)).toBe("2027-01-01");
  });
  it("ends a year ahead, and never further than the server takes", () => {
    expect(lastDay(new Date(2026, 9, 15))).toBe("2027-10-15");
    expect(lastDay(new Date(2027, 9, 15))).toBe("2028-10-14");
    expect(lastDay(new Date(2028, 1, 29))).toBe("2029-02-28");
  });
});
