/** What is seldom on Today: what passed on from who left, erasures that are not over, and systems that cannot be told anything. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type PassedOn = Message<"recruitment.v1.PassedOn">;
export type Erasure = Message<"recruitment.v1.Erasure">;

export const passedOnQuery = queryOptions({
  queryKey: ["passedOn"],
  queryFn: async () => (await answer(api.GET("/api/v1/me/passedOn"))).passedOn ?? [],
});

export const seePassedOn = ({ fromId, toNobody }: PassedOn, requestId: string) => answer(api.POST("/api/v1/me/passedOn:see", { body: { fromId, toNobody, requestId } }));

export const openErasuresQuery = queryOptions({
  queryKey: ["erasures", "open"],
  queryFn: async () => (await answer(api.GET("/api/v1/erasures", { params: { query: { openOnly: true, pageSize: 200 } } }))).erasures ?? [],
});

export const restingQuery = queryOptions({
  queryKey: ["webhooks", "resting"],
  queryFn: async () => ((await answer(api.GET("/api/v1/webhooks"))).webhooks ?? []).filter((one) => one.restTime && !one.withdrawTime),
});
