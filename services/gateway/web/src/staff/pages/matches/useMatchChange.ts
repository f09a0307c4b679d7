/** Changing a match: what came back is shown at once, and when somebody else was first the match is read again. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { type Change, isOvertaken, showNow, useChange } from "@/staff/change";
import type { Match } from "./queries";
import { isGone } from "./road";

/** Everything that tells of matches, but the one match itself. */
export const around = [["matches", "list"], ["matches", "of"], ["matches", "suggestions"], ["signals"], ["interimEvaluations"]] as const;

export function useMatchChange<V>(
  id: string,
  run: (value: V, requestId: string) => Promise<Match>,
  onDone?: (match: Match, value: V) => void | Promise<void>,
): Change<V> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const t = useT();
  return useChange<V, Match>({
    refresh: around,
    run: async (value, requestId) => {
      try {
        const match = await run(value, requestId);
        if (!isGone(match)) await showNow(queries, ["matches", id], match);
        return match;
      } catch (error) {
        if (isOvertaken(asProblem(error))) await queries.invalidateQueries({ queryKey: ["matches", id], exact: true });
        throw error;
      }
    },
    onDone: async (match, value) => {
      if (!isGone(match)) return onDone?.(match, value);
      // It returned quietly to nothing: there is no page of it any more.
      toast(t("matches.gone"));
      await navigate({ to: "/koppelingen" });
      queries.removeQueries({ queryKey: ["matches", id], exact: true });
    },
  });
}
