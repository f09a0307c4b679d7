/** Who looked, and who reached somebody in an emergency: for both faces. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type PersonLooks = Message<"recruitment.v1.PersonLooks">;
export type Emergency = Message<"recruitment.v1.EmergencyAccess">;
export type EmergencyReason = NonNullable<Emergency["reason"]>;

/** From first to last day, YYYY-MM-DD; empty: the last thirty days. */
export const looksQuery = (clientId: string, firstDay: string, lastDay: string) =>
  queryOptions({
    queryKey: ["looks", clientId, firstDay, lastDay],
    queryFn: () => answer(api.GET("/api/v1/clients/{client_id}/looks", { params: { path: { client_id: clientId }, query: { firstDay, lastDay } } })),
    enabled: clientId !== "",
  });

/** Who reached this client in an emergency, the newest first. */
export const emergenciesOf = (clientId: string) =>
  queryOptions({
    queryKey: ["emergencies", "of", clientId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/emergencyAccesses", { params: { path: { client_id: clientId }, query: { pageSize: 50 } } }))).emergencyAccesses ?? [],
    enabled: clientId !== "",
  });

/** The caller's own that are open now; for keepers of the log those that nobody looked at yet. */
export const emergenciesQuery = (of: { open?: boolean; unreviewed?: boolean }) =>
  queryOptions({
    queryKey: ["emergencies", of],
    queryFn: async () => (await answer(api.GET("/api/v1/emergencyAccesses", { params: { query: { ...of, pageSize: 50 } } }))).emergencyAccesses ?? [],
  });

export const openEmergency = (asked: { name: string; birthYear: number; reason: EmergencyReason; words: string }, requestId: string) =>
  answer(api.POST("/api/v1/emergencyAccesses", { body: { ...asked, requestId } }));

export const endEmergency = (of: Emergency, requestId: string) =>
  answer(api.POST("/api/v1/emergencyAccesses/{id}:end", { params: { path: { id: of.id ?? "" } }, body: { etag: of.etag, requestId } }));

export const reviewEmergency = (of: Emergency, requestId: string) =>
  answer(api.POST("/api/v1/emergencyAccesses/{id}:review", { params: { path: { id: of.id ?? "" } }, body: { etag: of.etag, requestId } }));
