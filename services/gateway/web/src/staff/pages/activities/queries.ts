/** What the pages about activities and places read and change, apart from how they look. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Activity = Message<"activity.v1.Activity">;
export type ActivityState = NonNullable<Activity["state"]>;
export type Kind = NonNullable<Activity["kind"]>;
export type Daypart = Message<"activity.v1.Daypart">;
export type Threshold = Message<"activity.v1.Threshold">;
export type HowWasIt = Message<"activity.v1.HowWasIt">;
export type Mood = NonNullable<HowWasIt["mood"]>;
export type Again = NonNullable<HowWasIt["again"]>;
export type Place = Message<"activity.v1.Place">;
export type Fact = NonNullable<Place["free"]>;

/** The server gives what has no day first, then the furthest day: what is to come is always on the first page. */
export interface ActivitiesFilter {
  clientId?: string;
  matchId?: string;
  placeId?: string;
  kind?: Kind;
  ownKindId?: string;
  seriesId?: string;
  mine?: boolean;
  fromDay?: string;
  untilDay?: string;
}

export const activitiesQuery = (filter: ActivitiesFilter) =>
  infiniteQueryOptions({
    queryKey: ["activities", "list", filter],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/v1/activities", { params: { query: { ...filter, pageSize: 200, pageToken: pageParam || undefined } }, signal })),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextPageToken || undefined,
  });

export const activityQuery = (id: string) =>
  queryOptions({
    queryKey: ["activities", id],
    queryFn: () => answer(api.GET("/api/v1/activities/{id}", { params: { path: { id } } })),
  });

export const howWasItQuery = (id: string) =>
  queryOptions({
    queryKey: ["activities", id, "howWasIt"],
    queryFn: async () => (await answer(api.GET("/api/v1/activities/{activity_id}/howWasIt", { params: { path: { activity_id: id } } }))).answers ?? [],
  });

/** Places of the organisation, by name, with those that were put away (where one was has a name); asked for once and searched here. */
export const placesQuery = queryOptions({
  queryKey: ["places"],
  queryFn: async () => (await answer(api.GET("/api/v1/places", { params: { query: { pageSize: 500, withRetired: true } } }))).places ?? [],
  staleTime: 60_000,
});

/** Everything from one day until another, the first first: a week or a month on one page. */
export const calendarQuery = (filter: ActivitiesFilter & { fromDay: string; untilDay: string }) =>
  queryOptions({
    queryKey: ["activities", "list", "calendar", filter],
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/activities", { params: { query: { ...filter, pageSize: 500 } }, signal }))).activities ?? [],
    placeholderData: (before) => before,
  });

type Of = Pick<Activity, "id" | "etag">;
const at = (of: Of) => ({ path: { id: of.id ?? "" } });

export const createActivity = (activity: Activity, requestId: string): Promise<Activity> =>
  answer(api.POST("/api/v1/activities", { body: activity, params: { query: { requestId } } }));

/** Who goes is changed by joining and leaving; everything else here. The mask speaks the contract's own names. */
export const updateActivity = (activity: Activity, mask: readonly string[], requestId: string): Promise<Activity> =>
  answer(
    api.PATCH("/api/v1/activities/{activity.id}", {
      body: activity,
      params: { path: { "activity.id": activity.id ?? "" }, query: { requestId, updateMask: mask.join(",") } },
    }),
  );

export const setState = (of: Of, state: ActivityState, requestId: string): Promise<Activity> =>
  updateActivity({ id: of.id, etag: of.etag, state }, ["state"], requestId);

export const hold = (of: Of, requestId: string): Promise<Activity> =>
  answer(api.POST("/api/v1/activities/{id}:hold", { params: at(of), body: { etag: of.etag, requestId } }));

export const skip = (of: Of, requestId: string): Promise<Activity> =>
  answer(api.POST("/api/v1/activities/{id}:skip", { params: at(of), body: { etag: of.etag, requestId } }));

export const join = (of: Of, clientId: string, requestId: string): Promise<Activity> =>
  answer(api.POST("/api/v1/activities/{id}:join", { params: at(of), body: { clientId, etag: of.etag, requestId } }));

export const leave = (of: Of, clientId: string, requestId: string): Promise<Activity> =>
  answer(api.POST("/api/v1/activities/{id}:leave", { params: at(of), body: { clientId, etag: of.etag, requestId } }));

export type Told = Pick<HowWasIt, "mood" | "again" | "words" | "shared"> & { clientId: string };

export const sayHowItWas = (activityId: string, told: Told, requestId: string): Promise<HowWasIt> =>
  answer(api.POST("/api/v1/activities/{activity_id}:howWasIt", { params: { path: { activity_id: activityId } }, body: { ...told, requestId } }));
