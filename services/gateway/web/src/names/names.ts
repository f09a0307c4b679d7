/**
 * Only recruitment knows names; the other services give ids, and the browser joins the two. Somebody whose name the reader may
 * not know is "someone", everywhere the same.
 *
 *   const nameOf = useNames(matches.flatMap((match) => match.clientIds));
 *   nameOf(id)        // "Lieke ten Schouten"
 *   nameOf(id, true)  // "Lieke"
 */
import { useQueries } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { useCommonT } from "@/i18n/common";
import { batch } from "./batch";

export interface PersonName {
  name: string;
  givenName: string;
}

const load = {
  client: batch((ids) => fetchNames({ clientIds: ids })),
  worker: batch((ids) => fetchNames({ supportWorkerIds: ids })),
};

async function fetchNames(body: { clientIds?: string[]; supportWorkerIds?: string[] }): Promise<Map<string, PersonName>> {
  const { names } = await answer(api.POST("/api/v1/names:batchGet", { body }));
  return new Map((names ?? []).map(({ id, name, givenName }) => [id ?? "", { name: name ?? "", givenName: givenName ?? name ?? "" }]));
}

type NameOf = (id: string | undefined, short?: boolean) => string;

function useNamesOf(kind: keyof typeof load, ids: readonly (string | undefined)[]): NameOf {
  const t = useCommonT();
  const wanted = [...new Set(ids.filter((id): id is string => !!id))];
  const names = useQueries({
    queries: wanted.map((id) => ({ queryKey: ["name", kind, id], queryFn: () => load[kind](id), staleTime: 10 * 60_000 })),
    combine: (results) => new Map(wanted.map((id, index) => [id, results[index]])),
  });
  return (id, short = false) => {
    const result = id ? names.get(id) : undefined;
    // Still on its way: room for a name, not a word that changes under the reader's eyes.
    if (id && result?.isPending) return "…";
    const found = result?.data;
    return (short ? found?.givenName : found?.name) || t("common.nameHidden");
  };
}

/** Names of clients. */
export const useNames = (ids: readonly (string | undefined)[]): NameOf => useNamesOf("client", ids);
/** Names of support workers. */
export const useWorkerNames = (ids: readonly (string | undefined)[]): NameOf => useNamesOf("worker", ids);
