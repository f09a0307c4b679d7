/** Dates, times and lists in the language of the page. Times arrive in UTC and show in Dutch time. */
import { useLanguage } from "./core";

const locale = { nl: "nl-NL", en: "en-GB" } as const;
const timeZone = "Europe/Amsterdam";

export function useFormat() {
  const tag = locale[useLanguage()];
  const date = (options: Intl.DateTimeFormatOptions) => (value: string | Date) =>
    new Intl.DateTimeFormat(tag, { timeZone, ...options }).format(new Date(value));
  return {
    /** "donderdag 6 november" */
    day: date({ weekday: "long", day: "numeric", month: "long" }),
    /** "6 november 2025" */
    date: date({ day: "numeric", month: "long", year: "numeric" }),
    /** "november 2025" */
    month: date({ month: "long", year: "numeric" }),
    /** "donderdag" */
    weekday: date({ weekday: "long" }),
    /** "do" */
    weekdayShort: date({ weekday: "short" }),
    /** "14:30" */
    time: date({ hour: "2-digit", minute: "2-digit" }),
    /** "donderdag 6 november om 14:30" */
    dayTime: date({ weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" }),
    /** "Ann, Bo en Cas" */
    list: (items: readonly string[]) => new Intl.ListFormat(tag, { type: "conjunction" }).format(items),
    /** "over 3 dagen", "gisteren" */
    ago: (value: string | Date, now: Date = new Date()) => {
      const days = Math.round((new Date(value).getTime() - now.getTime()) / 86_400_000);
      const relative = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
      if (Math.abs(days) < 14) return relative.format(days, "day");
      if (Math.abs(days) < 60) return relative.format(Math.round(days / 7), "week");
      return relative.format(Math.round(days / 30), "month");
    },
  };
}
