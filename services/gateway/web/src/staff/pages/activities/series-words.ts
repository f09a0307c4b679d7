/** How something comes back, in words: "elke dinsdag", "elke laatste vrijdag van de maand". */
import { isRhythm, placeInMonth, type Series, weekdayOf } from "@/app/series";
import type { Translate } from "@/i18n/core";
import type { StaffAreas } from "@/i18n/staff";

type T = Translate<StaffAreas>;

export function rhythmOf(t: T, series: Pick<Series, "rhythm" | "firstDay">): string {
  if (!isRhythm(series.rhythm) || !series.firstDay) return "";
  const day = weekdayOf(series.firstDay, t.language);
  if (series.rhythm === "RHYTHM_MONTHLY") return t(`agenda.rhythm.monthly.${placeInMonth(series.firstDay)}`, { day });
  return t(series.rhythm === "RHYTHM_WEEKLY" ? "agenda.rhythm.weekly" : "agenda.rhythm.everyTwoWeeks", { day });
}
