import { describe, expect, it } from "vitest";
import { addDays, daysBetween, sayDay, today } from "./days";

const words = { today: "vandaag", tomorrow: "morgen", dayAfter: "overmorgen", yesterday: "gisteren" };
const say = (day: string) => sayDay(day, "2026-11-21", words, "nl");

describe("days", () => {
  it("is the Dutch day, also just after midnight there", () => {
    expect(today(new Date("2026-11-21T23:30:00Z"))).toBe("2026-11-22");
    expect(today(new Date("2026-07-01T22:30:00Z"))).toBe("2026-07-02");
  });

  it("counts over the end of a month and of summer time", () => {
    expect(addDays("2026-10-24", 2)).toBe("2026-10-26");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  });

  it("says days as people do", () => {
    expect(say("2026-11-21")).toBe("vandaag");
    expect(say("2026-11-22")).toBe("morgen");
    expect(say("2026-11-23")).toBe("overmorgen");
    expect(say("2026-11-20")).toBe("gisteren");
    expect(say("2026-11-26")).toBe("donderdag");
    expect(say("2026-12-03")).toBe("donderdag 3 december");
    expect(say("2026-11-18")).toBe("woensdag 18 november");
  });
});
