/** Who may be leaving, and what takes people out of Optrek as a file. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Client = Message<"recruitment.v1.Client">;
export type ExportFile = Message<"recruitment.v1.ExportFile">;

/** All of them: an organisation has few at a time. */
export const leavingsQuery = queryOptions({
  queryKey: ["leavings"],
  queryFn: async () => {
    const all: Client[] = [];
    let pageToken: string | undefined;
    do {
      const page = await answer(api.GET("/api/v1/leavings", { params: { query: { pageSize: 200, pageToken } } }));
      all.push(...(page.clients ?? []));
      pageToken = page.nextPageToken || undefined;
    } while (pageToken);
    return all;
  },
});

/** What is to be read again when somebody's leaving changed. */
export const leavingChanges = [["leavings"], ["clients"]];

type Of = Pick<Client, "id" | "etag">;

export const proposeLeaving = (client: Of, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}:proposeLeaving", { params: { path: { client_id: client.id ?? "" } }, body: { etag: client.etag, requestId } }));

export const planLeaving = (client: Of, leaveDay: string, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}:planLeaving", { params: { path: { client_id: client.id ?? "" } }, body: { etag: client.etag, leaveDay, requestId } }));

export const cancelLeaving = (client: Of, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}:cancelLeaving", { params: { path: { client_id: client.id ?? "" } }, body: { etag: client.etag, requestId } }));

export const exportClients = (locationId: string) =>
  answer(api.GET("/api/v1/clients:export", { params: { query: { locationId: locationId || undefined } } }));

export const exportParticipation = (clientId: string) =>
  answer(api.GET("/api/v1/clients/{client_id}/participation:export", { params: { path: { client_id: clientId } } }));
