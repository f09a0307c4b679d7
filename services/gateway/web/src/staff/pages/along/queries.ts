/** What the parts about going along read and change. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Invitation = Message<"activity.v1.Invitation">;
export type Along = Message<"activity.v1.Along">;
export type Reach = NonNullable<Along["reach"]>;
export type Introduction = Message<"activity.v1.Introduction">;
export type Idea = Message<"activity.v1.Idea">;

export const invitationsQuery = (activityId: string) =>
  queryOptions({
    queryKey: ["invitations", activityId],
    queryFn: async () => (await answer(api.GET("/api/v1/invitations", { params: { query: { activityId } } }))).invitations ?? [],
  });

export const alongQuery = (activityId: string) =>
  queryOptions({
    queryKey: ["along", activityId],
    queryFn: () => answer(api.GET("/api/v1/activities/{activity_id}/along", { params: { path: { activity_id: activityId } } })),
  });

export const introductionQuery = (id: string) =>
  queryOptions({
    queryKey: ["introductions", id],
    queryFn: () => answer(api.GET("/api/v1/introductions/{id}", { params: { path: { id } } })),
    retry: false,
  });

export const ideasQuery = (clientIds: readonly string[]) =>
  queryOptions({
    queryKey: ["ideas", clientIds],
    queryFn: async () => (await answer(api.GET("/api/v1/ideas", { params: { query: { clientIds: [...clientIds], pageSize: 60 } } }))).ideas ?? [],
    staleTime: 10 * 60_000,
  });

export const ownIdeasQuery = queryOptions({
  queryKey: ["ownIdeas"],
  queryFn: async () => (await answer(api.GET("/api/v1/ownIdeas"))).ideas ?? [],
});

const at = (activityId: string) => ({ path: { activity_id: activityId } });

export const invite = (activityId: string, clientId: string, requestId: string): Promise<Invitation> =>
  answer(api.POST("/api/v1/activities/{activity_id}:invite", { params: at(activityId), body: { clientId, requestId } }));

export const withdraw = (activityId: string, clientId: string, requestId: string): Promise<unknown> =>
  answer(api.POST("/api/v1/activities/{activity_id}:withdrawInvitation", { params: at(activityId), body: { clientId, requestId } }));

export const openTo = (activityId: string, reach: Reach, requestId: string): Promise<Along> =>
  answer(api.POST("/api/v1/activities/{activity_id}:open", { params: at(activityId), body: { reach, requestId } }));

export const bring = (activityId: string, clientId: string, word: string, requestId: string): Promise<Along> =>
  answer(api.POST("/api/v1/activities/{activity_id}:bring", { params: at(activityId), body: { clientId, word, requestId } }));

export const removeCitizen = (activityId: string, citizenId: string, requestId: string): Promise<Along> =>
  answer(api.POST("/api/v1/activities/{activity_id}:removeCitizen", { params: at(activityId), body: { citizenId, requestId } }));

export const tellClub = (of: Introduction, change: Pick<Introduction, "notes" | "words" | "agreed">, requestId: string): Promise<Introduction> =>
  answer(api.POST("/api/v1/introductions/{id}:tell", { params: { path: { id: of.activityId ?? "" } }, body: { ...change, etag: of.etag, requestId } }));

export const createIdea = (idea: Idea, requestId: string): Promise<Idea> =>
  answer(api.POST("/api/v1/ownIdeas", { body: idea, params: { query: { requestId } } }));

export const putAway = (idea: Idea, away: boolean, requestId: string): Promise<Idea> =>
  answer(
    api.PATCH("/api/v1/ownIdeas/{idea.id}", {
      body: { etag: idea.etag, away },
      params: { path: { "idea.id": idea.id ?? "" }, query: { requestId, updateMask: "away" } },
    }),
  );
