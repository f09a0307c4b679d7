/** What the pages about the team and about oneself read and change. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export { type Location, locationsQuery, type SupportWorker, supportWorkersQuery } from "../people/queries";

export type Absence = Message<"recruitment.v1.Absence">;
export type Responsibilities = Message<"recruitment.v1.Responsibilities">;
export type LocationStart = Message<"recruitment.v1.LocationStart">;
export type MyLearning = Message<"recruitment.v1.MyLearning">;
export type LearningStep = Message<"recruitment.v1.MyLearningStep">;
export type Qualities = Message<"recruitment.v1.Qualities">;
export type Reflection = Message<"recruitment.v1.Reflection">;
export type Template = Message<"recruitment.v1.Template">;

const most = 500;

export const colleagueQuery = (id: string) =>
  queryOptions({ queryKey: ["supportWorkers", id], queryFn: () => answer(api.GET("/api/v1/supportWorkers/{id}", { params: { path: { id } } })) });

/** Of one colleague, or everybody who is away now or soon. */
export const absencesQuery = (supportWorkerId?: string) =>
  queryOptions({
    queryKey: ["absences", supportWorkerId ?? "all"],
    queryFn: async () => (await answer(api.GET("/api/v1/absences", { params: { query: { supportWorkerId, pageSize: most } } }))).absences ?? [],
  });

export const responsibilitiesQuery = (id: string) =>
  queryOptions({
    queryKey: ["responsibilities", id],
    queryFn: () => answer(api.GET("/api/v1/supportWorkers/{support_worker_id}/responsibilities", { params: { path: { support_worker_id: id } } })),
  });

/** What a change of who is here touches. */
export const teamKeys = [["absences"], ["responsibilities"], ["supportWorkers"], ["locations"], ["clients"], ["networkers"], ["signals"]] as const;

export const planAbsence = (absence: Absence, requestId: string) =>
  answer(api.POST("/api/v1/absences", { body: absence, params: { query: { requestId } } }));

export const changeAbsence = (absence: Absence, requestId: string) =>
  answer(
    api.PATCH("/api/v1/absences/{absence.id}", {
      body: absence,
      params: { path: { "absence.id": absence.id ?? "" }, query: { requestId, updateMask: "first_day,last_day,stand_in_ids" } },
    }),
  );

export const endAbsence = (absence: Absence, requestId: string) =>
  answer(api.POST("/api/v1/absences/{id}:end", { params: { path: { id: absence.id ?? "" } }, body: { etag: absence.etag, requestId } }));

export const cancelAbsence = (absence: Absence, requestId: string) =>
  answer(api.POST("/api/v1/absences/{id}:cancel", { params: { path: { id: absence.id ?? "" } }, body: { etag: absence.etag, requestId } }));

export const letLeave = (of: { id?: string; etag?: string }, successorIds: string[], requestId: string) =>
  answer(
    api.POST("/api/v1/supportWorkers/{support_worker_id}:leave", {
      params: { path: { support_worker_id: of.id ?? "" } },
      body: { successorIds, etag: of.etag, requestId },
    }),
  );

export const bringBack = (of: { id?: string }, requestId: string) =>
  answer(api.POST("/api/v1/supportWorkers/{support_worker_id}:return", { params: { path: { support_worker_id: of.id ?? "" } }, body: { requestId } }));

export const startQuery = (id: string) =>
  queryOptions({
    queryKey: ["locations", id, "start"],
    queryFn: () => answer(api.GET("/api/v1/locations/{location_id}/start", { params: { path: { location_id: id } } })),
  });

export const saveStart = (start: LocationStart, mask: string, requestId: string) =>
  answer(
    api.PATCH("/api/v1/locations/{location_start.location_id}/start", {
      body: start,
      params: { path: { "location_start.location_id": start.locationId ?? "" }, query: { requestId, updateMask: mask } },
    }),
  );

export const learningQuery = queryOptions({ queryKey: ["me", "learning"], queryFn: () => answer(api.GET("/api/v1/me/learning")) });

export const saveLearning = (learning: MyLearning, requestId: string) =>
  answer(api.PATCH("/api/v1/me/learning", { body: learning, params: { query: { requestId } } }));

export const qualitiesQuery = (query: string) =>
  queryOptions({
    queryKey: ["qualities", query],
    queryFn: async () => (await answer(api.GET("/api/v1/qualities", { params: { query: { query, pageSize: most } } }))).qualities ?? [],
    placeholderData: (before: Qualities[] | undefined) => before,
  });

export const myQualitiesQuery = queryOptions({ queryKey: ["me", "qualities"], queryFn: () => answer(api.GET("/api/v1/me/qualities")) });

export const saveQualities = (qualities: Qualities, requestId: string) =>
  answer(api.PATCH("/api/v1/me/qualities", { body: qualities, params: { query: { requestId } } }));

export const reflectionsQuery = queryOptions({
  queryKey: ["me", "reflections"],
  queryFn: async () => (await answer(api.GET("/api/v1/me/reflections", { params: { query: { pageSize: most } } }))).reflections ?? [],
});

export const createReflection = (reflection: Reflection, requestId: string) =>
  answer(api.POST("/api/v1/me/reflections", { body: reflection, params: { query: { requestId } } }));

export const saveReflection = (reflection: Reflection, requestId: string) =>
  answer(
    api.PATCH("/api/v1/me/reflections/{reflection.id}", {
      body: reflection,
      params: { path: { "reflection.id": reflection.id ?? "" }, query: { requestId } },
    }),
  );

export const throwAway = (reflection: Reflection, requestId: string) =>
  answer(api.DELETE("/api/v1/me/reflections/{id}", { params: { path: { id: reflection.id ?? "" }, query: { requestId } } }));

/** The questions of a card, in the version it was made with; without one, those of today. */
export const questionsQuery = (key = "if_it_were_me", version = 0) =>
  queryOptions({
    queryKey: ["templates", "reflection", key, version],
    queryFn: () =>
      answer(api.GET("/api/v1/templates/{kind}/{key}", { params: { path: { kind: "KIND_REFLECTION", key }, query: { version } } })),
    staleTime: 10 * 60_000,
  });
