/**
 * Changing an intervision. Several people write at the same table, each on a tablet: when a colleague was first, but somewhere
 * else on the page, the change goes on by itself; only where both wrote in the same place somebody has to look.
 */
import { useQueryClient } from "@tanstack/react-query";
import { requestId } from "@/api/client";
import { asProblem } from "@/api/problem";
import { type Change, isOvertaken, showNow, useChange } from "@/staff/change";
import { type Intervision, intervisionQuery } from "./queries";

export interface SessionChange<V> {
  run: (now: Intervision, value: V, requestId: string) => Promise<Intervision>;
  /** Whether what this change is about is still as the reader saw it. */
  untouched?: (seen: Intervision, now: Intervision, value: V) => boolean;
  onDone?: (after: Intervision, value: V, seen: Intervision) => void;
}

export function useSessionChange<V>(seen: Intervision, { run, untouched = () => true, onDone }: SessionChange<V>): Change<V> {
  const queries = useQueryClient();
  const query = intervisionQuery(seen.id ?? "");
  return useChange<V, Intervision>({
    refresh: [["intervisions", "list"]],
    run: async (value, once) => {
      try {
        return await run(seen, value, once);
      } catch (error) {
        if (!isOvertaken(asProblem(error))) throw error;
        const now = await queries.fetchQuery({ ...query, staleTime: 0 });
        if (!untouched(seen, now, value)) throw error;
        return run(now, value, requestId());
      }
    },
    onDone: async (after, value) => {
      await showNow(queries, query.queryKey, after);
      onDone?.(after, value, seen);
    },
  });
}

export const itemOf = (of: Intervision, id: string | undefined) => (of.agenda ?? []).find((item) => item.id === id);
export const agreementOf = (of: Intervision, id: string | undefined) => (of.agreements ?? []).find((one) => one.id === id);

/** What is still needed before it can be said to have been held: a line at Safety (E-02). */
export const lacksSafety = (of: Intervision): boolean => !(of.agenda ?? []).some((item) => item.safety && item.line);
