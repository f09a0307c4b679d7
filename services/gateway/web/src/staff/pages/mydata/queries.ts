/** What a person asked of what is kept about them, as staff see it. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Client = Message<"recruitment.v1.Client">;
export type SaidBy = Message<"recruitment.v1.SaidBy">;

export const exportsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["exports", clientId],
    queryFn: async () => (await answer(api.GET("/api/v1/clients/{client_id}/exports", { params: { path: { client_id: clientId } } }))).exports ?? [],
    refetchInterval: (query) => (query.state.data?.some((one) => one.state === "STATE_COLLECTING") ? 1_500 : false),
  });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ["exports", "document", id],
    queryFn: () => answer(api.GET("/api/v1/exports/{id}:read", { params: { path: { id } } })),
    staleTime: Infinity,
    gcTime: 0,
  });

export const correctionsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["corrections", clientId],
    queryFn: async () => (await answer(api.GET("/api/v1/corrections", { params: { query: { clientId, pageSize: 200 } } }))).corrections ?? [],
  });

export const openCorrectionsQuery = queryOptions({
  queryKey: ["corrections", "open"],
  queryFn: async () => (await answer(api.GET("/api/v1/corrections", { params: { query: { openOnly: true, pageSize: 100 } } }))).corrections ?? [],
});

export const restrictionsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["restrictions", clientId],
    queryFn: async () => (await answer(api.GET("/api/v1/clients/{client_id}/restrictions", { params: { path: { client_id: clientId } } }))).restrictions ?? [],
  });

export const askExport = (clientId: string, saidBy: SaidBy, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/exports", { params: { path: { client_id: clientId } }, body: { saidBy, requestId } }));

export const downloadExport = (id: string, language: string) =>
  answer(api.GET("/api/v1/exports/{id}:download", { params: { path: { id }, query: { format: "FORMAT_ZIP", language } } }));

export const answerCorrection = (of: Message<"recruitment.v1.Correction">, corrected: boolean, words: string, requestId: string) =>
  answer(api.POST("/api/v1/corrections/{id}:answer", { params: { path: { id: of.id ?? "" } }, body: { etag: of.etag, corrected, answer: words, requestId } }));

export const restrict = (clientId: string, saidBy: SaidBy, reason: string, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/restrictions", { params: { path: { client_id: clientId } }, body: { saidBy, reason, requestId } }));

export const endRestriction = (clientId: string, id: string, saidBy: SaidBy, reason: string, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/restrictions/{id}:end", { params: { path: { client_id: clientId, id } }, body: { saidBy, reason, requestId } }));

/** What looks different once the data is used again, or not any more. */
export const restrictionChanges = (clientId: string) => [["restrictions", clientId], ["clients"], ["suggestions"]];

/** Whose word staff may write down. */
export const voices = ["SAID_BY_TOLD", "SAID_BY_REPRESENTATIVE", "SAID_BY_ORGANISATION"] as const;
export type Voice = (typeof voices)[number];
