/** What the pages about networkers read and change. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Networker = Message<"recruitment.v1.Networker">;
export type Conversation = Message<"recruitment.v1.Conversation">;
export type GrowthNote = Message<"recruitment.v1.GrowthNote">;
export type NetworkerState = NonNullable<Networker["state"]>;

export const networkersQuery = queryOptions({
  queryKey: ["networkers"],
  queryFn: async () => (await answer(api.GET("/api/v1/networkers", { params: { query: { pageSize: 500 } } }))).networkers ?? [],
});

export const networkersOf = (clientId: string) =>
  queryOptions({
    queryKey: ["networkers", "of", clientId],
    queryFn: async () => (await answer(api.GET("/api/v1/networkers", { params: { query: { clientId } } }))).networkers ?? [],
  });

export const networkerQuery = (id: string) =>
  queryOptions({
    queryKey: ["networkers", id],
    queryFn: () => answer(api.GET("/api/v1/networkers/{id}", { params: { path: { id } } })),
  });

export const noteNetworker = (networker: Networker, requestId: string) =>
  answer(api.POST("/api/v1/networkers", { body: networker, params: { query: { requestId } } }));

export type Verb = "approach" | "learn" | "pause" | "resume" | "stop" | "undoStop" | "stepBack";

export function moveNetworker(verb: Verb, networker: Pick<Networker, "id" | "etag">, requestId: string): Promise<Networker> {
  const call = { body: { etag: networker.etag, requestId }, params: { path: { id: networker.id ?? "" } } };
  switch (verb) {
    case "approach": return answer(api.POST("/api/v1/networkers/{id}:approach", call));
    case "learn": return answer(api.POST("/api/v1/networkers/{id}:learn", call));
    case "pause": return answer(api.POST("/api/v1/networkers/{id}:pause", call));
    case "resume": return answer(api.POST("/api/v1/networkers/{id}:resume", call));
    case "stop": return answer(api.POST("/api/v1/networkers/{id}:stop", call));
    case "undoStop": return answer(api.POST("/api/v1/networkers/{id}:undoStop", call));
    case "stepBack": return answer(api.POST("/api/v1/networkers/{id}:stepBack", call));
  }
}

export const converse = (networker: Pick<Networker, "id" | "etag">, conversation: Conversation, requestId: string) =>
  answer(
    api.POST("/api/v1/networkers/{id}:converse", {
      body: { conversation, etag: networker.etag, requestId },
      params: { path: { id: networker.id ?? "" } },
    }),
  );

export interface Agreement {
  etag: string;
  agreedSupport: string;
  supportWorkerId: string;
  capacity: number;
}

export const activate = (id: string, agreement: Agreement, requestId: string) =>
  answer(api.POST("/api/v1/networkers/{id}:activate", { body: { ...agreement, requestId }, params: { path: { id } } }));

/** Only what `updateMask` names (proto names) is written. */
export const updateNetworker = (networker: Networker, updateMask: string, requestId: string) =>
  answer(
    api.PATCH("/api/v1/networkers/{networker.id}", {
      body: networker,
      params: { path: { "networker.id": networker.id ?? "" }, query: { requestId, updateMask } },
    }),
  );

/** A step of one's own beside those of the learning track. */
export const planLearning = (networker: Pick<Networker, "id" | "etag">, words: string, requestId: string) =>
  answer(
    api.POST("/api/v1/networkers/{id}:practise", {
      body: { etag: networker.etag, learning: [{ textNl: words }], requestId },
      params: { path: { id: networker.id ?? "" } },
    }),
  );

/** What the networker shares of their growth page. */
export const growthOf = (id: string) =>
  queryOptions({
    queryKey: ["networkers", id, "growth"],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/networkers/{networker_id}/growthNotes", { params: { path: { networker_id: id }, query: { pageSize: 100 } } }))).growthNotes ?? [],
  });
