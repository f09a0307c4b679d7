/** What is there already: one row of each list is enough, and the keys are those of the lists, so that a first one shows at once. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

const one = { params: { query: { pageSize: 1 } } };

export const anyMatch = queryOptions({
  queryKey: ["matches", "any"],
  queryFn: async () => ((await answer(api.GET("/api/v1/matches", { params: { query: { pageSize: 1, closedToo: true } } }))).matches ?? []).length > 0,
});

/** Somebody to begin with: a wish is written on their own page. */
export const anyClient = queryOptions({
  queryKey: ["clients", "any"],
  queryFn: async () => (await answer(api.GET("/api/v1/clients", one))).clients?.[0] ?? null,
});

export const anyWish = queryOptions({
  queryKey: ["wishes", "any"],
  queryFn: async () => ((await answer(api.GET("/api/v1/wishes", one))).wishes ?? []).length > 0,
});
