/** Erasure, holds and how long what is kept: what the pages read and change. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Erasure = Message<"recruitment.v1.Erasure">;
export type ErasurePreview = Message<"recruitment.v1.ErasurePreview">;
export type LegalHold = Message<"recruitment.v1.LegalHold">;
export type Retention = Message<"recruitment.v1.Retention">;
export type Rule = Message<"recruitment.v1.RetentionRule">;
export type Line = Message<"erasure.v1.Line">;

const client = (clientId: string) => ({ params: { path: { client_id: clientId } } });

export const previewQuery = (clientId: string) =>
  queryOptions({ queryKey: ["erasurePreview", clientId], queryFn: () => answer(api.GET("/api/v1/clients/{client_id}/erasurePreview", client(clientId))) });

export const clientErasureQuery = (clientId: string) =>
  queryOptions({ queryKey: ["erasures", "of", clientId], queryFn: () => answer(api.GET("/api/v1/clients/{client_id}/erasure", client(clientId))) });

export const erasuresQuery = queryOptions({
  queryKey: ["erasures"],
  queryFn: async () => (await answer(api.GET("/api/v1/erasures", { params: { query: { pageSize: 200 } } }))).erasures ?? [],
  refetchInterval: 5_000,
});

export const erasureQuery = (id: string) =>
  queryOptions({ queryKey: ["erasures", id], queryFn: () => answer(api.GET("/api/v1/erasures/{id}", { params: { path: { id } } })) });

export const holdsQuery = queryOptions({
  queryKey: ["holds"],
  queryFn: async () => (await answer(api.GET("/api/v1/holds", { params: { query: { pageSize: 200 } } }))).holds ?? [],
});

export const retentionQuery = queryOptions({ queryKey: ["retention"], queryFn: () => answer(api.GET("/api/v1/retention")) });

export const retentionPreviewQuery = (rules: readonly string[]) =>
  queryOptions({
    queryKey: ["retentionPreview", rules],
    queryFn: () => answer(api.GET("/api/v1/retentionPreview", { params: { query: { rules: [...rules] } } })),
  });

export const askErasure = (clientId: string, by: NonNullable<Erasure["by"]>, note: string, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/erasures", { ...client(clientId), body: { by, note, requestId } }));

export type ErasureVerb = "begin" | "cancel" | "hasten";

export const changeErasure = (verb: ErasureVerb, erasure: Erasure, requestId: string) => {
  const of = { params: { path: { id: erasure.id ?? "" } }, body: { etag: erasure.etag, requestId } };
  switch (verb) {
    case "begin": return answer(api.POST("/api/v1/erasures/{id}:begin", of));
    case "cancel": return answer(api.POST("/api/v1/erasures/{id}:cancel", of));
    case "hasten": return answer(api.POST("/api/v1/erasures/{id}:hasten", of));
  }
};

export const placeHold = (clientId: string, reason: string, untilDay: string, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/holds", { ...client(clientId), body: { reason, untilDay, requestId } }));

export const liftHold = (hold: LegalHold, requestId: string) =>
  answer(api.POST("/api/v1/holds/{id}:lift", { params: { path: { id: hold.id ?? "" } }, body: { etag: hold.etag, requestId } }));

export const updateRetention = (retention: Retention, requestId: string) =>
  answer(api.PATCH("/api/v1/retention", { params: { query: { requestId } }, body: retention }));
