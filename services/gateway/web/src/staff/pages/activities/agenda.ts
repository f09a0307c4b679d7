/** Activities as an agenda: by week and day, with what has no day and what is only tried apart. Pure, so that it can be tested. */
import type { Activity } from "./queries";

export interface Day {
  day: string;
  activities: Activity[];
}

export type WeekKind = "thisWeek" | "nextWeek" | "later";
export interface Week {
  kind: WeekKind;
  days: Day[];
}

export interface Agenda {
  /** Planned for a day that has gone by: nobody said yet how it went, and nobody has to. */
  open: Activity[];
  weeks: Week[];
  undated: Activity[];
  trying: Activity[];
  /** Done or not done, the latest first. */
  been: Day[];
}

const dayparts = ["DAYPART_MORNING", "DAYPART_AFTERNOON", "DAYPART_EVENING"];
const beginOf: Record<string, string> = { DAYPART_MORNING: "08:00", DAYPART_AFTERNOON: "12:30", DAYPART_EVENING: "18:00" };

/** A clock time, else the beginning of the part of the day, else the end of the list. */
const moment = (activity: Activity): string => activity.clock || beginOf[activity.daypart ?? ""] || "99:99";

export const byMoment = (a: Activity, b: Activity): number =>
  moment(a).localeCompare(moment(b)) || dayparts.indexOf(a.daypart ?? "") - dayparts.indexOf(b.daypart ?? "") || (a.id ?? "").localeCompare(b.id ?? "");

/** Monday of the week a day is in. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

export function plusDays(day: string, n: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + n);
  return date.toISOString().slice(0, 10);
}

function byDay(activities: readonly Activity[]): Day[] {
  const days = new Map<string, Activity[]>();
  for (const activity of activities) {
    const day = activity.day ?? "";
    days.set(day, [...(days.get(day) ?? []), activity]);
  }
  return [...days].map(([day, list]) => ({ day, activities: list.sort(byMoment) })).sort((a, b) => a.day.localeCompare(b.day));
}

export function agendaOf(activities: readonly Activity[], today: string): Agenda {
  const planned = activities.filter((activity) => activity.state === "STATE_PLANNED");
  const coming = planned.filter((activity) => activity.day && activity.day >= today);
  const nextMonday = plusDays(mondayOf(today), 7);
  const afterNext = plusDays(nextMonday, 7);
  const kindOf = (day: string): WeekKind => (day < nextMonday ? "thisWeek" : day < afterNext ? "nextWeek" : "later");
  const days = byDay(coming);
  return {
    open: planned.filter((activity) => activity.day && activity.day < today).sort((a, b) => (b.day ?? "").localeCompare(a.day ?? "")),
    weeks: (["thisWeek", "nextWeek", "later"] as const)
      .map((kind) => ({ kind, days: days.filter(({ day }) => kindOf(day) === kind) }))
      .filter((week) => week.days.length > 0),
    undated: planned.filter((activity) => !activity.day),
    trying: activities.filter((activity) => activity.state === "STATE_TRYING"),
    been: byDay(activities.filter((activity) => activity.state === "STATE_HELD" || activity.state === "STATE_NOT_HELD")).reverse(),
  };
}

export const isQuiet = (agenda: Agenda): boolean =>
  agenda.open.length + agenda.weeks.length + agenda.undated.length + agenda.trying.length === 0;

export const todayInNL = (now: Date = new Date()): string => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(now);
