/** The people of matches, by name, as far as the reader may know them. */
import { useQueries } from "@tanstack/react-query";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { matchQuery } from "./queries";

export function useCalled(ids: readonly (string | undefined)[]) {
  const t = useT();
  const format = useFormat();
  const nameOf = useNames(ids);
  return {
    nameOf,
    /** "Lot en Sam" */
    called: (some: readonly string[] | undefined) => format.list((some ?? []).map((id) => nameOf(id, true))),
    /** Some names are still on their way. */
    isPending: ids.some((id) => !!id && nameOf(id) === "…"),
    /** Somebody of a colleague's caseload: their own support worker knows the name. */
    isHidden: (id: string | undefined) => nameOf(id) === t("common.nameHidden"),
  };
}

/** Who is in each of these matches; nothing for one the reader does not reach. */
export function usePeopleOf(matchIds: readonly (string | undefined)[]): (matchId: string | undefined) => string[] {
  const wanted = [...new Set(matchIds.filter((id): id is string => !!id))];
  const found = useQueries({
    queries: wanted.map((id) => matchQuery(id)),
    combine: (results) =>
      new Map(wanted.map((id, index) => [id, (results[index]?.data?.participants ?? []).map((person) => person.clientId ?? "")])),
  });
  return (id) => (id ? found.get(id) : undefined) ?? [];
}
