/** What the client's pages read: only one's own, and of others what one may know. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { useSession } from "@/api/session";
import type { Message } from "@/api/types";

export type Match = Message<"matching.v1.Match">;
export type Activity = Message<"activity.v1.Activity">;
export type HowWasIt = Message<"activity.v1.HowWasIt">;
export type Evaluation = Message<"evaluation.v1.InterimEvaluation">;
export type Reflection = Message<"evaluation.v1.Reflection">;
export type Wish = Message<"recruitment.v1.Wish">;
export type Contact = Message<"recruitment.v1.Contact">;
export type Consent = Message<"recruitment.v1.Consent">;
export type Client = Message<"recruitment.v1.Client">;
export type Networker = Message<"recruitment.v1.Networker">;

/** My own id. */
export const useMe = (): string => useSession().data?.person ?? "";

export const matchesQuery = queryOptions({
  queryKey: ["matches"],
  queryFn: async () => (await answer(api.GET("/api/v1/matches", { params: { query: { pageSize: 100 } } }))).matches ?? [],
});

export const matchQuery = (id: string) =>
  queryOptions({
    queryKey: ["matches", id],
    queryFn: () => answer(api.GET("/api/v1/matches/{id}", { params: { path: { id } } })),
  });

export const activitiesQuery = queryOptions({
  queryKey: ["activities"],
  queryFn: async () => (await answer(api.GET("/api/v1/activities", { params: { query: { pageSize: 100 } } }))).activities ?? [],
});

export const activityQuery = (id: string) =>
  queryOptions({
    queryKey: ["activities", id],
    queryFn: () => answer(api.GET("/api/v1/activities/{id}", { params: { path: { id } } })),
  });

/** What I told about an activity; null when I told nothing yet. */
export const toldQuery = (activityId: string, me: string) =>
  queryOptions({
    queryKey: ["howWasIt", activityId],
    queryFn: async () => {
      const { answers } = await answer(api.GET("/api/v1/activities/{activity_id}/howWasIt", { params: { path: { activity_id: activityId } } }));
      return answers?.find((own) => own.clientId === me) ?? null;
    },
  });

export const placesQuery = queryOptions({
  queryKey: ["places"],
  queryFn: async () => (await answer(api.GET("/api/v1/places", { params: { query: { pageSize: 200 } } }))).places ?? [],
  staleTime: 10 * 60_000,
});

export const evaluationsQuery = queryOptions({
  queryKey: ["interimEvaluations"],
  queryFn: async () =>
    (await answer(api.GET("/api/v1/interimEvaluations", { params: { query: { state: "STATE_OPEN", pageSize: 50 } } }))).interimEvaluations ?? [],
});

export const clientQuery = (me: string) =>
  queryOptions({
    queryKey: ["clients", me],
    queryFn: () => answer(api.GET("/api/v1/clients/{id}", { params: { path: { id: me } } })),
    enabled: me !== "",
  });

export const wishesQuery = (me: string) =>
  queryOptions({
    queryKey: ["wishes", "of", me],
    queryFn: async () => (await answer(api.GET("/api/v1/wishes", { params: { query: { clientId: me, pageSize: 100 } } }))).wishes ?? [],
    enabled: me !== "",
  });

export const contactsQuery = (me: string) =>
  queryOptions({
    queryKey: ["contacts", me],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/contacts", { params: { path: { client_id: me }, query: { pageSize: 300 } } }))).contacts ?? [],
    enabled: me !== "",
  });

export const consentsQuery = (me: string) =>
  queryOptions({
    queryKey: ["consents", me],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/consents", { params: { path: { client_id: me }, query: { pageSize: 200 } } }))).consents ?? [],
    enabled: me !== "",
  });

/** The others in a match: everybody but me. */
export const others = (match: Match | undefined, me: string): string[] =>
  (match?.participants ?? []).map((person) => person.clientId ?? "").filter((id) => id !== "" && id !== me);

export const myself = (match: Match | undefined, me: string) => match?.participants?.find((person) => person.clientId === me);

/** People I may plan something with: those I am getting to know or go out with. */
const together = ["STATE_GETTING_ACQUAINTED", "STATE_UNDER_WAY", "STATE_PAUSED"];
export const goesTogether = (match: Match): boolean => together.includes(match.state ?? "");
