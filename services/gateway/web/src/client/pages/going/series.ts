/** What comes back, in easy words. */
import { useQuery } from "@tanstack/react-query";
import { isRhythm, type Series, seriesListQuery, weekdayOf } from "@/app/series";
import type { Activity } from "@/client/data";
import { useT } from "@/i18n/client";

/** "elke dinsdag"; nothing for what is on its own, or came to its end. */
export function useRhythm() {
  const t = useT();
  return (series: Series | undefined): string => {
    if (!series || series.stopped || !isRhythm(series.rhythm) || !series.firstDay) return "";
    return t(`series.${series.rhythm}`, { day: weekdayOf(series.firstDay, t.language) });
  };
}

/** What comes back of these, asked for only when something does. */
export function useSeries(of: readonly Activity[]): (one: Activity) => Series | undefined {
  const list = useQuery({ ...seriesListQuery(), enabled: of.some((one) => one.seriesId) });
  return (one) => (one.seriesId ? list.data?.find(({ id }) => id === one.seriesId) : undefined);
}
