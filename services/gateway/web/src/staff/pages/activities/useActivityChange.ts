/** Changing an activity that is on the page: what came back is shown at once; after somebody else's change it is read again. */
import { useQueryClient } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";
import { type Change, isOvertaken, showNow, useChange } from "@/staff/change";
import type { Activity } from "./queries";

export const refreshOf = (id: string | undefined) => [["activities", id], ["activities", "list"], ["signals"]] as const;

export function useActivityChange<V>(
  id: string | undefined,
  run: (value: V, requestId: string) => Promise<Activity>,
  onDone?: (activity: Activity, value: V) => void | Promise<void>,
): Change<V> {
  const queries = useQueryClient();
  return useChange<V, Activity>({
    refresh: [["activities", "list"], ["signals"]],
    onDone,
    run: async (value, requestId) => {
      try {
        const activity = await run(value, requestId);
        await showNow(queries, ["activities", id], activity);
        return activity;
      } catch (error) {
        if (isOvertaken(asProblem(error))) await queries.invalidateQueries({ queryKey: ["activities", id], exact: true });
        throw error;
      }
    },
  });
}
