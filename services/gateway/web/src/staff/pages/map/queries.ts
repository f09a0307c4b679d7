/** What the pages about a network map read and change, apart from how they look. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import type { Contact } from "../people/queries";

export type NetworkMap = Message<"recruitment.v1.NetworkMap">;
export type MapSnapshot = Message<"recruitment.v1.MapSnapshot">;
export type MapComparison = Message<"recruitment.v1.MapComparison">;
export type Change = NonNullable<MapComparison["changes"]>[number];
export type Template = Message<"recruitment.v1.Template">;
export type MapPart = NonNullable<NetworkMap["sharedParts"]>[number];
export type Offer = NonNullable<NetworkMap["offer"]>;

const at = (clientId: string) => ({ path: { client_id: clientId } });

export const mapOf = (clientId: string) =>
  queryOptions({
    queryKey: ["networkMaps", clientId],
    queryFn: () => answer(api.GET("/api/v1/clients/{client_id}/networkMap", { params: at(clientId) })),
  });

export const snapshotsOf = (clientId: string) =>
  queryOptions({
    queryKey: ["mapSnapshots", clientId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/mapSnapshots", { params: { ...at(clientId), query: { pageSize: 200 } } }))).snapshots ?? [],
  });

export const comparisonOf = (clientId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ["mapSnapshots", clientId, "compare", from, to],
    queryFn: () =>
      answer(api.GET("/api/v1/clients/{client_id}/networkMap:compare", { params: { ...at(clientId), query: { fromSnapshotId: from, toSnapshotId: to || undefined } } })),
    enabled: from !== "",
  });

/** Texts of the organisation; they rarely change. */
export const templatesOf = (kind: "KIND_TALK_TOOL" | "KIND_SEARCH_PROMPTS") =>
  queryOptions({
    queryKey: ["templates", kind],
    queryFn: async () => (await answer(api.GET("/api/v1/templates", { params: { query: { kind, pageSize: 100 } } }))).templates ?? [],
    staleTime: 5 * 60_000,
  });

export const offersQuery = (locationId: string) =>
  queryOptions({
    queryKey: ["networkMapOffers", locationId],
    queryFn: async () => (await answer(api.GET("/api/v1/networkMapOffers", { params: { query: { locationId: locationId || undefined } } }))).groups ?? [],
  });

export const updateMap = (map: NetworkMap, mask: string, requestId: string, voice?: string) =>
  answer(
    api.PATCH("/api/v1/clients/{network_map.client_id}/networkMap", {
      body: { networkMap: map, updateMask: mask, voice, requestId },
      params: { path: { "network_map.client_id": map.clientId ?? "" } },
    }),
  );

export const offerMap = (clientId: string, offer: Offer, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/networkMap:offer", { body: { offer, requestId }, params: at(clientId) }));

export const takeSnapshot = (clientId: string, occasion: string, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/mapSnapshots", { body: { occasion, requestId }, params: at(clientId) }));

export const allowApproach = (contact: Contact, said: { purpose: string; voice: string }, requestId: string) =>
  answer(api.POST("/api/v1/contacts/{id}:allowApproach", { body: { ...said, etag: contact.etag, requestId }, params: { path: { id: contact.id ?? "" } } }));

export const withdrawApproach = (contact: Contact, approachId: string, requestId: string) =>
  answer(api.POST("/api/v1/contacts/{id}:withdrawApproach", { body: { approachId, etag: contact.etag, requestId }, params: { path: { id: contact.id ?? "" } } }));
