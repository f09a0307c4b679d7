import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Signal = Message<"evaluation.v1.Signal">;

/** What asks for a little attention, most tender first: the server keeps the order. */
export const signalsQuery = queryOptions({
  queryKey: ["signals"],
  queryFn: async () => (await answer(api.GET("/api/v1/signals"))).signals ?? [],
});
