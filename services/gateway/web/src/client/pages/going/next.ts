/** What comes back does not fill the list. */
import type { Activity } from "@/client/data";

/** Of what comes back only the next time, so that the list stays short. They stand in the order of their days. */
export function nextOfEach(coming: readonly Activity[]): Activity[] {
  const seen = new Set<string>();
  return coming.filter(({ seriesId }) => {
    if (!seriesId) return true;
    if (seen.has(seriesId)) return false;
    seen.add(seriesId);
    return true;
  });
}
