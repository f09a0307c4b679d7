/** What the pages about going along read. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Invitation = Message<"activity.v1.Invitation">;
export type Outing = Message<"activity.v1.Outing">;
export type Idea = Message<"activity.v1.Idea">;
export type Introduction = Message<"activity.v1.Introduction">;
export type Threshold = Message<"activity.v1.Threshold">;
export type Hard = NonNullable<Threshold["hard"]>[number];
export type Helpful = NonNullable<Threshold["helpful"]>[number];

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: async () => (await answer(api.GET("/api/v1/invitations"))).invitations ?? [],
});

export const welcomeQuery = queryOptions({
  queryKey: ["welcome"],
  queryFn: async () => (await answer(api.GET("/api/v1/welcome"))).outings ?? [],
});

export const alongQuery = (id: string) =>
  queryOptions({
    queryKey: ["along", id],
    queryFn: () => answer(api.GET("/api/v1/activities/{activity_id}/along", { params: { path: { activity_id: id } } })),
  });

/** Ideas for me and the people I go with. The same ones for a while, so that a list does not change under a finger. */
export const ideasQuery = (clientIds: readonly string[], setting: "SETTING_INDOORS" | "SETTING_OUTDOORS" | "SETTING_UNSPECIFIED") =>
  queryOptions({
    queryKey: ["ideas", clientIds, setting],
    queryFn: async () => (await answer(api.GET("/api/v1/ideas", { params: { query: { clientIds: [...clientIds], setting, pageSize: 60 } } }))).ideas ?? [],
    staleTime: 10 * 60_000,
  });

export const introductionQuery = (id: string) =>
  queryOptions({
    queryKey: ["introductions", id],
    queryFn: () => answer(api.GET("/api/v1/introductions/{id}", { params: { path: { id } } })),
    retry: false,
  });

export const earlierQuery = (me: string, kind: string | undefined) =>
  queryOptions({
    queryKey: ["earlierThreshold", me, kind],
    queryFn: () => answer(api.GET("/api/v1/earlierThresholds/{client_id}", { params: { path: { client_id: me }, query: { kind: (kind ?? "KIND_UNSPECIFIED") as never } } })),
    enabled: me !== "",
  });

/** The questions that wait for me: not answered, or maybe. */
export const forMe = (all: readonly Invitation[], me: string): Invitation[] =>
  all.filter((one) => one.clientId === me && (!one.answer || one.answer === "ANSWER_UNSPECIFIED" || one.answer === "ANSWER_MAYBE"));
