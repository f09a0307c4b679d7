import { describe, expect, it } from "vitest";
import { placeInMonth } from "@/app/series";
import { byDays, holidayOf, monthOf, partOf, plusMonths, weekOf } from "./calendar";

describe("weeks and months", () => {
  it("begins a week on Monday", () => expect(weekOf("2026-03-01")).toEqual(["2026-02-23", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01"]));
  it("shows a month in whole weeks", () => {
    expect(monthOf("2026-02-10").map((week) => week[0])).toEqual(["2026-01-26", "2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23"]);
    expect(monthOf("2027-02-01").flat()).toHaveLength(28); // a February of four whole weeks
  });
  it("goes from month to month, also from the 31st", () => {
    expect(plusMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(plusMonths("2026-12-15", 1)).toBe("2027-01-15");
    expect(plusMonths("2026-01-15", -1)).toBe("2025-12-15");
  });
});

describe("where in the day", () => {
  it("goes by the clock first, then by the part of the day", () => {
    expect([{ clock: "09:30" }, { clock: "12:00" }, { clock: "19:00", daypart: "DAYPART_MORNING" as const }, { daypart: "DAYPART_AFTERNOON" as const }, {}].map(partOf)).toEqual([
      "DAYPART_MORNING", "DAYPART_AFTERNOON", "DAYPART_EVENING", "DAYPART_AFTERNOON", "DAYPART_UNSPECIFIED",
    ]);
  });
  it("puts what has a day on its day, in the order of the day", () => {
    const days = byDays([{ id: "b", day: "2026-03-02", clock: "14:00" }, { id: "a", day: "2026-03-02", clock: "09:00" }, { id: "none" }]);
    expect([...days].map(([day, list]) => [day, list.map((one) => one.id)])).toEqual([["2026-03-02", ["a", "b"]]]);
  });
});

describe("holidays", () => {
  it("knows those that move", () => {
    expect(["2026-04-05", "2026-04-06", "2026-05-14", "2026-05-24", "2026-05-25", "2027-03-28"].map(holidayOf)).toEqual(["easter", "easterMonday", "ascension", "whitsun", "whitMonday", "easter"]);
  });
  it("keeps King's Day from a Sunday", () => {
    expect([holidayOf("2026-04-27"), holidayOf("2025-04-26"), holidayOf("2025-04-27")]).toEqual(["kingsDay", "kingsDay", undefined]);
  });
  it("says nothing of an ordinary day", () => expect(holidayOf("2026-03-03")).toBeUndefined());
});

describe("which one of the month", () => {
  it("takes a fifth one as the last", () => expect(["2026-03-03", "2026-03-10", "2026-03-24", "2026-03-31"].map(placeInMonth)).toEqual(["1", "2", "4", "last"]));
});
