/** Meetings that come back, for both faces: what is read, and how one says it. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Series = Message<"activity.v1.Series">;
export type Rhythm = NonNullable<Series["rhythm"]>;
export const rhythms = ["RHYTHM_WEEKLY", "RHYTHM_EVERY_TWO_WEEKS", "RHYTHM_MONTHLY"] as const satisfies readonly Rhythm[];
export type KnownRhythm = (typeof rhythms)[number];

export const seriesListQuery = (filter: { matchId?: string; clientId?: string; withStopped?: boolean } = {}) =>
  queryOptions({
    queryKey: ["series", "list", filter],
    queryFn: async () => (await answer(api.GET("/api/v1/series", { params: { query: { ...filter, pageSize: 500 } } }))).series ?? [],
  });

export const seriesQuery = (id: string) =>
  queryOptions({
    queryKey: ["series", id],
    queryFn: () => answer(api.GET("/api/v1/series/{id}", { params: { path: { id } } })),
  });

export const createSeries = (series: Series, requestId: string, activityId?: string): Promise<Series> =>
  answer(api.POST("/api/v1/series", { body: series, params: { query: { requestId, activityId } } }));

type Of = Pick<Series, "id" | "etag">;
const at = (of: Of) => ({ path: { id: of.id ?? "" } });

export const joinSeries = (of: Of, clientId: string, requestId: string): Promise<Series> =>
  answer(api.POST("/api/v1/series/{id}:join", { params: at(of), body: { clientId, etag: of.etag, requestId } }));

export const leaveSeries = (of: Of, clientId: string, requestId: string): Promise<Series> =>
  answer(api.POST("/api/v1/series/{id}:leave", { params: at(of), body: { clientId, etag: of.etag, requestId } }));

export const stopSeries = (of: Of, requestId: string): Promise<Series> =>
  answer(api.POST("/api/v1/series/{id}:stop", { params: at(of), body: { etag: of.etag, requestId } }));

export const resumeSeries = (of: Of, requestId: string): Promise<Series> =>
  answer(api.POST("/api/v1/series/{id}:resume", { params: at(of), body: { etag: of.etag, requestId } }));

/** The mask speaks the contract's own names. */
export const updateSeries = (series: Series, mask: readonly string[], requestId: string, fromDay?: string): Promise<Series> =>
  answer(
    api.PATCH("/api/v1/series/{series.id}", {
      body: series,
      params: { path: { "series.id": series.id ?? "" }, query: { requestId, updateMask: mask.join(","), fromDay } },
    }),
  );

/** "dinsdag" */
export const weekdayOf = (day: string, language: "nl" | "en"): string =>
  new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", { timeZone: "UTC", weekday: "long" }).format(new Date(`${day}T12:00:00Z`));

/** Which of that day of the week in its month, as the server counts them: a fifth one is the last. */
export const placeInMonth = (day: string): "1" | "2" | "3" | "4" | "last" => {
  const place = Math.ceil(Number(day.slice(8)) / 7);
  return place >= 5 ? "last" : (String(place) as "1" | "2" | "3" | "4");
};

export const isRhythm = (rhythm: Rhythm | undefined): rhythm is KnownRhythm => rhythms.includes(rhythm as KnownRhythm);
