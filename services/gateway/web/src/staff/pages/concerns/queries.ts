/** Concerns, where they stand, and how the organisation routes them. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Concern = Message<"evaluation.v1.Concern">;
export type Route = Message<"evaluation.v1.ConcernRoute">;
export type RouteText = Message<"evaluation.v1.ConcernText">;
export type Way = Message<"evaluation.v1.ConcernWay">;

export const concernsQuery = queryOptions({
  queryKey: ["concerns"],
  queryFn: async () => (await answer(api.GET("/api/v1/concerns", { params: { query: { pageSize: 50 } } }))).concerns ?? [],
});

export const takeOver = (id: string, requestId: string) => answer(api.POST("/api/v1/concerns/{id}:takeOver", { params: { path: { id } }, body: { requestId } }));

export const handOver = (id: string, to: string, reference: string, requestId: string) =>
  answer(api.POST("/api/v1/concerns/{id}:handOver", { params: { path: { id } }, body: { to, reference, requestId } }));

export const reopen = (id: string, requestId: string) => answer(api.POST("/api/v1/concerns/{id}:reopen", { params: { path: { id } }, body: { requestId } }));

export const routeQuery = queryOptions({ queryKey: ["concernRoute"], queryFn: () => answer(api.GET("/api/v1/concernRoute")) });

export const routesQuery = queryOptions({
  queryKey: ["concernRoute", "versions"],
  queryFn: async () => (await answer(api.GET("/api/v1/concernRoute/versions", { params: { query: { pageSize: 10 } } }))).routes ?? [],
});

export const saveRoute = (route: Route, requestId: string) => answer(api.POST("/api/v1/concernRoute", { body: { route, requestId } }));

export const preview = (route: Route, at: string | undefined, locationId: string) =>
  answer(api.POST("/api/v1/concernRoute:preview", { body: { route, at, locationId } }));

export const tryWay = (wayId: string, requestId: string) =>
  answer(api.POST("/api/v1/concernRoute/ways/{way_id}:try", { params: { path: { way_id: wayId } }, body: { requestId } }));
