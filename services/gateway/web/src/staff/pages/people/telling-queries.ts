/** People whom the record names, and what may be told of taking part. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type ContactProposal = Message<"recruitment.v1.ContactProposal">;
export type Participation = Message<"recruitment.v1.Participation">;

export const proposalsOf = (clientId: string) =>
  queryOptions({
    queryKey: ["contactProposals", clientId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/contactProposals", { params: { path: { client_id: clientId }, query: { pageSize: 200 } } })))
        .proposals ?? [],
    retry: false,
  });

export const acceptProposal = (id: string, requestId: string) =>
  answer(api.POST("/api/v1/contactProposals/{id}:accept", { params: { path: { id } }, body: { requestId } }));

export const declineProposal = (id: string, requestId: string) =>
  answer(api.POST("/api/v1/contactProposals/{id}:decline", { params: { path: { id } }, body: { requestId } }));

export const participationOf = (clientId: string) =>
  queryOptions({
    queryKey: ["participation", clientId],
    queryFn: () => answer(api.GET("/api/v1/clients/{client_id}/participation", { params: { path: { client_id: clientId } } })),
  });

export const writeParticipation = (clientId: string, draft: Pick<Participation, "etag" | "socialNetwork" | "hobby">, requestId: string) =>
  answer(
    api.PATCH("/api/v1/clients/{participation.client_id}/participation", {
      body: draft,
      params: { path: { "participation.client_id": clientId }, query: { requestId, updateMask: "social_network,hobby" } },
    }),
  );

export const approveParticipation = (clientId: string, etag: string | undefined, voice: string, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/participation:approve", { params: { path: { client_id: clientId } }, body: { etag, voice, requestId } }));

export const withdrawParticipation = (clientId: string, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/participation:withdraw", { params: { path: { client_id: clientId } }, body: { requestId } }));
