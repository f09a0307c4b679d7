/** What this area reads and changes, apart from how it looks. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Wish = Message<"recruitment.v1.Wish">;

export const wishesQuery = queryOptions({
  queryKey: ["wishes"],
  queryFn: async () => (await answer(api.GET("/api/v1/wishes"))).wishes ?? [],
});

export const wishQuery = (id: string) =>
  queryOptions({
    queryKey: ["wishes", id],
    queryFn: () => answer(api.GET("/api/v1/wishes/{id}", { params: { path: { id } } })),
  });

/** The same request id for the same intention: a second try after a lost connection records nothing twice. */
export const createWish = (wish: Wish, requestId: string): Promise<Wish> =>
  answer(api.POST("/api/v1/wishes", { body: wish, params: { query: { requestId } } }));
