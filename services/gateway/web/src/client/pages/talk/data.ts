/** What I asked: to talk with somebody, and what I said was not safe. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type TalkRequest = Message<"evaluation.v1.TalkRequest">;
export type Concern = Message<"evaluation.v1.Concern">;

export const talksQuery = queryOptions({
  queryKey: ["talkRequests"],
  queryFn: async () => (await answer(api.GET("/api/v1/talkRequests"))).talkRequests ?? [],
});

export const ownConcernsQuery = queryOptions({
  queryKey: ["concerns", "own"],
  queryFn: async () => (await answer(api.GET("/api/v1/me/concerns", { params: { query: { pageSize: 5 } } }))).concerns ?? [],
});

/** What one can do now and whom one can call, kept for when there is no internet. */
export const helpQuery = queryOptions({
  queryKey: ["concernHelp"],
  queryFn: () => answer(api.GET("/api/v1/concernHelp")),
});

export interface Asking {
  whom: NonNullable<TalkRequest["whom"]>;
  supportWorkerId?: string;
  how: NonNullable<TalkRequest["how"]>;
}

export const askToTalk = (asking: Asking, requestId: string) => answer(api.POST("/api/v1/talkRequests", { body: { ...asking, requestId } }));

export const withdrawTalk = (id: string, requestId: string) =>
  answer(api.POST("/api/v1/talkRequests/{id}:withdraw", { params: { path: { id } }, body: { requestId } }));

export const closeTalk = (id: string, requestId: string) =>
  answer(api.POST("/api/v1/talkRequests/{id}:close", { params: { path: { id } }, body: { requestId } }));
