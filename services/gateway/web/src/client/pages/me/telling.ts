/** What the pages about the record and about what may be told read and say. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type ContactProposal = Message<"recruitment.v1.ContactProposal">;
export type Participation = Message<"recruitment.v1.Participation">;

export const proposalsQuery = (me: string) =>
  queryOptions({
    queryKey: ["contactProposals", me],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/contactProposals", { params: { path: { client_id: me }, query: { pageSize: 100 } } }))).proposals ?? [],
    enabled: me !== "",
  });

export const participationQuery = (me: string) =>
  queryOptions({
    queryKey: ["participation", me],
    queryFn: () => answer(api.GET("/api/v1/clients/{client_id}/participation", { params: { path: { client_id: me } } })),
    enabled: me !== "",
  });

export const acceptProposal = (id: string, requestId: string) =>
  answer(api.POST("/api/v1/contactProposals/{id}:accept", { params: { path: { id } }, body: { requestId } }));

export const declineProposal = (id: string, requestId: string) =>
  answer(api.POST("/api/v1/contactProposals/{id}:decline", { params: { path: { id } }, body: { requestId } }));

/** Yes to the text with this etag: the one that stood here and was read out. */
export const approve = (me: string, etag: string | undefined, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/participation:approve", { params: { path: { client_id: me } }, body: { etag, requestId } }));

export const takeBack = (me: string, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/participation:withdraw", { params: { path: { client_id: me } }, body: { requestId } }));
