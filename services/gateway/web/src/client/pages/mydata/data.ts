/** Everything that is kept of me: it is asked for when I come to read it, and is put together while I wait. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { answer, api, requestId } from "@/api/client";
import type { PersonalExport } from "@/app/personal-data";
import { useMe } from "@/client/data";

/** How long what was put together is fresh enough to read again. */
const fresh = 10 * 60_000;

/** Asks for all of it; while it is being put together the server gives that one again. */
export const askExport = (me: string): Promise<PersonalExport> =>
  answer(api.POST("/api/v1/clients/{client_id}/exports", { params: { path: { client_id: me } }, body: { saidBy: "SAID_BY_SELF", requestId: requestId() } }));

const own = async (me: string): Promise<PersonalExport | undefined> =>
  (await answer(api.GET("/api/v1/clients/{client_id}/exports", { params: { path: { client_id: me } } }))).exports?.find((one) => one.saidBy === "SAID_BY_SELF");

export const exportQuery = (me: string) =>
  queryOptions({
    queryKey: ["exports", me],
    queryFn: async () => {
      const last = await own(me);
      const usable = last && (last.state === "STATE_COLLECTING" || Date.now() - Date.parse(last.askTime ?? "") < fresh);
      return usable ? last : askExport(me);
    },
    enabled: me !== "",
    // Read again while it is put together.
    refetchInterval: (query) => (query.state.data?.state === "STATE_COLLECTING" ? 1_000 : false),
  });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ["exports", "document", id],
    queryFn: () => answer(api.GET("/api/v1/exports/{id}:read", { params: { path: { id } } })),
    enabled: id !== "",
    staleTime: Infinity,
    gcTime: 0,
  });

export const correctionsQuery = (me: string) =>
  queryOptions({
    queryKey: ["corrections", me],
    queryFn: async () => (await answer(api.GET("/api/v1/corrections", { params: { query: { clientId: me, pageSize: 200 } } }))).corrections ?? [],
    enabled: me !== "",
  });

export const restrictionsQuery = (me: string) =>
  queryOptions({
    queryKey: ["restrictions", me],
    queryFn: async () => (await answer(api.GET("/api/v1/clients/{client_id}/restrictions", { params: { path: { client_id: me } } }))).restrictions ?? [],
    enabled: me !== "",
  });

/** What was put together, and what I said of it. */
export function useDocument() {
  const me = useMe();
  const found = useQuery(exportQuery(me));
  const id = found.data?.state === "STATE_READY" ? (found.data.id ?? "") : "";
  return { id, document: useQuery(documentQuery(id)), corrections: useQuery(correctionsQuery(me)) };
}
