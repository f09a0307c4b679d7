import { describe, expect, it } from "vitest";
import { dayOf, morningOf, plusDays } from "./days";

describe("days", () => {
  it("are those of the Netherlands", () => {
    expect(dayOf(new Date("2026-07-14T22:30:00Z"))).toBe("2026-07-15");
    expect(dayOf(new Date("2026-01-14T22:30:00Z"))).toBe("2026-01-14");
  });

  it("go over the end of a month, a year and the change of the clock", () => {
    expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(plusDays("2026-03-28", 1)).toBe("2026-03-29");
    expect(plusDays("2026-10-24", 30)).toBe("2026-11-23");
  });

  it("begin before anybody comes in", () => {
    expect(dayOf(new Date(morningOf("2026-07-15")))).toBe("2026-07-15");
    expect(dayOf(new Date(morningOf("2026-01-15")))).toBe("2026-01-15");
  });
});
