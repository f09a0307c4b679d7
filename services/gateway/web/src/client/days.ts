/** Days as people say them. A day is YYYY-MM-DD in the Netherlands; no clock and no time zone can shift it. */
const dutchDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam", year: "numeric", month: "2-digit", day: "2-digit" });

export const today = (now: Date = new Date()): string => dutchDay.format(now);

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

export function addDays(day: string, days: number): string {
  const date = noon(day);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export const daysBetween = (from: string, to: string): number => Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);

export interface DayWords {
  today: string;
  tomorrow: string;
  dayAfter: string;
  yesterday: string;
}

/** "morgen", "donderdag", or "donderdag 6 november" when it is further away. */
export function sayDay(day: string, now: string, words: DayWords, language: "nl" | "en"): string {
  const away = daysBetween(now, day);
  if (away === 0) return words.today;
  if (away === 1) return words.tomorrow;
  if (away === 2) return words.dayAfter;
  if (away === -1) return words.yesterday;
  const near = away > 0 && away < 7;
  return new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", {
    timeZone: "UTC", weekday: "long", ...(near ? {} : { day: "numeric", month: "long" }),
  }).format(noon(day));
}
