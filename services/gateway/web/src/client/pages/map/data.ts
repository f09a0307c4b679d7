/** What my own map consists of besides the people on it. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type NetworkMap = Message<"recruitment.v1.NetworkMap">;
export type MapSnapshot = Message<"recruitment.v1.MapSnapshot">;
export type MapChange = NonNullable<Message<"recruitment.v1.MapComparison">["changes"]>[number];

export const mapQuery = (me: string) =>
  queryOptions({
    queryKey: ["networkMap", me],
    queryFn: () => answer(api.GET("/api/v1/clients/{client_id}/networkMap", { params: { path: { client_id: me } } })),
    enabled: me !== "",
  });

export const snapshotsQuery = (me: string) =>
  queryOptions({
    queryKey: ["mapSnapshots", me],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/mapSnapshots", { params: { path: { client_id: me }, query: { pageSize: 100 } } }))).snapshots ?? [],
    enabled: me !== "",
  });

/** Then, and now. */
export const sinceQuery = (me: string, snapshotId: string) =>
  queryOptions({
    queryKey: ["mapSnapshots", me, "since", snapshotId],
    queryFn: () => answer(api.GET("/api/v1/clients/{client_id}/networkMap:compare", { params: { path: { client_id: me }, query: { fromSnapshotId: snapshotId } } })),
    enabled: me !== "",
  });

export const promptsQuery = queryOptions({
  queryKey: ["templates", "KIND_SEARCH_PROMPTS"],
  queryFn: async () => (await answer(api.GET("/api/v1/templates", { params: { query: { kind: "KIND_SEARCH_PROMPTS", pageSize: 10 } } }))).templates ?? [],
  staleTime: 10 * 60_000,
});

export const parts = ["MAP_PART_MEANING", "MAP_PART_GIVING", "MAP_PART_CONTACT", "MAP_PART_HOPE"] as const;
export type Part = (typeof parts)[number];
