/** Weeks and months as a calendar shows them, and the holidays people count with. Pure, so that it can be tested. */
import { byMoment, mondayOf, plusDays } from "./agenda";
import type { Activity } from "./queries";

export const weekOf = (day: string): string[] => {
  const monday = mondayOf(day);
  return Array.from({ length: 7 }, (_, n) => plusDays(monday, n));
};

/** Whole weeks, from Monday on, with every day of the month in it. */
export function monthOf(day: string): string[][] {
  const month = day.slice(0, 7);
  const weeks: string[][] = [];
  for (let monday = mondayOf(`${month}-01`); monday.slice(0, 7) <= month; monday = plusDays(monday, 7)) weeks.push(weekOf(monday));
  return weeks;
}

/** The same day of another month, or its last day. */
export function plusMonths(day: string, n: number): string {
  const first = new Date(`${day.slice(0, 7)}-01T12:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + n + 1, 0);
  const last = first.getUTCDate();
  first.setUTCDate(Math.min(last, Number(day.slice(8))));
  return first.toISOString().slice(0, 10);
}

export const parts = ["DAYPART_MORNING", "DAYPART_AFTERNOON", "DAYPART_EVENING", "DAYPART_UNSPECIFIED"] as const;
export type Part = (typeof parts)[number];

/** Where in the day it stands: by the clock, else by the part of the day. */
export function partOf(activity: Activity): Part {
  if (activity.clock) return activity.clock < "12:00" ? parts[0] : activity.clock < "18:00" ? parts[1] : parts[2];
  return parts.find((part) => part === activity.daypart) ?? "DAYPART_UNSPECIFIED";
}

export function byDays(activities: readonly Activity[]): Map<string, Activity[]> {
  const days = new Map<string, Activity[]>();
  for (const activity of [...activities].sort(byMoment)) {
    if (activity.day) days.set(activity.day, [...(days.get(activity.day) ?? []), activity]);
  }
  return days;
}

/** Easter Sunday (Gauss, as Meeus wrote it down). */
function easter(year: number): string {
  const a = year % 19, b = Math.floor(year / 100), c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return `${year}-${String(Math.floor(f / 31)).padStart(2, "0")}-${String((f % 31) + 1).padStart(2, "0")}`;
}

const fixed = { "01-01": "newYear", "05-05": "liberation", "12-05": "sinterklaas", "12-25": "christmas", "12-26": "boxing", "12-31": "newYearsEve" } as const;
const moving = { "0": "easter", "1": "easterMonday", "39": "ascension", "49": "whitsun", "50": "whitMonday" } as const;
export type Holiday = (typeof fixed)[keyof typeof fixed] | (typeof moving)[keyof typeof moving] | "kingsDay";

/** A holiday of the Netherlands, when there is one that day. */
export function holidayOf(day: string): Holiday | undefined {
  const year = Number(day.slice(0, 4));
  // King's Day is not on a Sunday.
  if (day === (mondayOf(`${year}-04-27`) === plusDays(`${year}-04-27`, -6) ? `${year}-04-26` : `${year}-04-27`)) return "kingsDay";
  const sunday = easter(year);
  for (const [after, name] of Object.entries(moving)) if (day === plusDays(sunday, Number(after))) return name;
  return fixed[day.slice(5) as keyof typeof fixed];
}
