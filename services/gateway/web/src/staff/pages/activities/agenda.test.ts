import { describe, expect, it } from "vitest";
import { agendaOf, byMoment, isQuiet, mondayOf, plusDays, todayInNL } from "./agenda";
import type { Activity } from "./queries";

const planned = (id: string, day: string, more: Activity = {}): Activity => ({ id, day, state: "STATE_PLANNED", ...more });
const ids = (activities: readonly Activity[]) => activities.map((activity) => activity.id);

describe("agendaOf", () => {
  // A Thursday.
  const today = "2026-01-15";
  it("puts days into weeks that begin on Monday", () => {
    const { weeks } = agendaOf([planned("later", "2026-01-26"), planned("sunday", "2026-01-18"), planned("monday", "2026-01-19"), planned("now", today)], today);
    expect(weeks.map(({ kind, days }) => [kind, days.map(({ day }) => day)])).toEqual([
      ["thisWeek", ["2026-01-15", "2026-01-18"]],
      ["nextWeek", ["2026-01-19"]],
      ["later", ["2026-01-26"]],
    ]);
  });

  it("keeps what has no day and what is only tried apart (A-01, A-07)", () => {
    const agenda = agendaOf([planned("someday", ""), { id: "try", state: "STATE_TRYING", day: "2026-01-20" }], today);
    expect([ids(agenda.undated), ids(agenda.trying), agenda.weeks]).toEqual([["someday"], ["try"], []]);
  });

  it("only wonders about a day that went by, and puts what was told behind us (A-06)", () => {
    const agenda = agendaOf([planned("gone", "2026-01-12"), { id: "held", state: "STATE_HELD", day: "2026-01-13" }, { id: "not", state: "STATE_NOT_HELD", day: "2026-01-14" }], today);
    expect(ids(agenda.open)).toEqual(["gone"]);
    expect(agenda.been.map(({ day }) => day)).toEqual(["2026-01-14", "2026-01-13"]);
    expect(isQuiet(agendaOf([], today))).toBe(true);
  });
});

describe("the order of a day", () => {
  it("goes by the clock, else by the part of the day, else last", () => {
    const list = [planned("any", "d"), planned("evening", "d", { daypart: "DAYPART_EVENING" }), planned("two", "d", { clock: "14:00" }), planned("morning", "d", { daypart: "DAYPART_MORNING" })];
    expect(ids(list.sort(byMoment))).toEqual(["morning", "two", "evening", "any"]);
  });
});

describe("days", () => {
  it("knows the Monday of a Sunday, and counts over a month", () => {
    expect(mondayOf("2026-03-01")).toBe("2026-02-23");
    expect(plusDays("2026-02-27", 3)).toBe("2026-03-02");
  });
  it("takes the day of the Netherlands, late in the evening too", () => {
    expect(todayInNL(new Date("2026-01-15T23:30:00Z"))).toBe("2026-01-16");
  });
});
