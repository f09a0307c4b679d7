/** What looking back, intervision and concerns read and change, apart from how they look. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Evaluation = Message<"evaluation.v1.InterimEvaluation">;
export type Outcome = NonNullable<Evaluation["outcome"]>;
export type Reflection = Message<"evaluation.v1.Reflection">;
export type Concern = Message<"evaluation.v1.Concern">;
export type Intervision = Message<"evaluation.v1.Intervision">;
export type Method = NonNullable<Intervision["method"]>;
export type AgendaItem = Message<"evaluation.v1.AgendaItem">;
export type Agreement = Message<"evaluation.v1.Agreement">;
export type Lesson = Message<"evaluation.v1.Lesson">;
export type Match = Message<"matching.v1.Match">;

const pageSize = 50;

/** Eight weeks: far enough to plan a talk, and no list to work through (O-05). One value a day, so that pages fit together. */
const aheadUntil = (now: Date): string => new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + 56)).toISOString();
const next = (last: { nextPageToken?: string }) => last.nextPageToken || undefined;

/** What goes on, what it is a good moment for, what comes in the weeks ahead, and what has been. */
export const evaluationsQuery = infiniteQueryOptions({
  queryKey: ["interimEvaluations", "list"],
  queryFn: ({ pageParam }) =>
    answer(api.GET("/api/v1/interimEvaluations", { params: { query: { pageSize, pageToken: pageParam || undefined, until: aheadUntil(new Date()) } } })),
  initialPageParam: "",
  getNextPageParam: next,
});

export const evaluationQuery = (id: string) =>
  queryOptions({
    queryKey: ["interimEvaluations", id],
    queryFn: () => answer(api.GET("/api/v1/interimEvaluations/{id}", { params: { path: { id } } })),
  });

export const openEvaluation = (which: { id?: string; matchId?: string }, requestId: string): Promise<Evaluation> =>
  answer(api.POST("/api/v1/interimEvaluations:open", { body: { ...which, requestId } }));

export const reflect = (id: string, reflection: Reflection, requestId: string): Promise<Evaluation> =>
  answer(api.POST("/api/v1/interimEvaluations/{id}:reflect", { params: { path: { id } }, body: { reflection, requestId } }));

export interface Closing {
  outcome: Outcome;
  reasons: NonNullable<Evaluation["reasons"]>;
  words: string;
}

export const closeEvaluation = (of: Evaluation, closing: Closing, requestId: string): Promise<Evaluation> =>
  answer(api.POST("/api/v1/interimEvaluations/{id}:close", { params: { path: { id: of.id ?? "" } }, body: { ...closing, etag: of.etag, requestId } }));

export const reopenEvaluation = (of: Evaluation, requestId: string): Promise<Evaluation> =>
  answer(api.POST("/api/v1/interimEvaluations/{id}:reopen", { params: { path: { id: of.id ?? "" } }, body: { etag: of.etag, requestId } }));

export const reportConcern = (about: { matchId?: string; clientId?: string }, requestId: string): Promise<Concern> =>
  answer(api.POST("/api/v1/concerns", { body: { ...about, requestId } }));

export const intervisionsQuery = infiniteQueryOptions({
  queryKey: ["intervisions", "list"],
  queryFn: ({ pageParam }) => answer(api.GET("/api/v1/intervisions", { params: { query: { pageSize, pageToken: pageParam || undefined } } })),
  initialPageParam: "",
  getNextPageParam: next,
});

export const intervisionQuery = (id: string) =>
  queryOptions({
    queryKey: ["intervisions", id],
    queryFn: () => answer(api.GET("/api/v1/intervisions/{id}", { params: { path: { id } } })),
  });

export const rhythms = ["RHYTHM_UNSPECIFIED", "RHYTHM_TWO_WEEKS", "RHYTHM_FOUR_WEEKS", "RHYTHM_MONTH", "RHYTHM_THREE_MONTHS"] as const;
export type Rhythm = (typeof rhythms)[number];

export const createIntervision = (intervision: Intervision, again: { rhythm: Rhythm; until: string }, requestId: string): Promise<Intervision> =>
  answer(api.POST("/api/v1/intervisions", { body: intervision, params: { query: { requestId, rhythm: again.rhythm, until: again.until || undefined } } }));

export const updateIntervision = (intervision: Intervision, following: boolean, requestId: string): Promise<Intervision> =>
  answer(
    api.PATCH("/api/v1/intervisions/{intervision.id}", {
      body: intervision,
      params: {
        path: { "intervision.id": intervision.id ?? "" },
        query: { requestId, following, updateMask: "method_key,title,day,clock,organiser_ids,invited_ids,client_ids,client_words" },
      },
    }),
  );

type Of = Pick<Intervision, "id" | "etag">;
const at = (of: Of) => ({ path: { id: of.id ?? "" } });

export const addItem = (of: Of, item: AgendaItem, requestId: string): Promise<Intervision> =>
  answer(api.POST("/api/v1/intervisions/{id}:addItem", { params: at(of), body: { item, etag: of.etag, requestId } }));

export const removeItem = (of: Of, itemId: string, requestId: string): Promise<Intervision> =>
  answer(api.POST("/api/v1/intervisions/{id}:removeItem", { params: at(of), body: { itemId, etag: of.etag, requestId } }));

export const recordLine = (of: Of, itemId: string, line: string, requestId: string): Promise<Intervision> =>
  answer(api.POST("/api/v1/intervisions/{id}:line", { params: at(of), body: { itemId, line, etag: of.etag, requestId } }));

export const agree = (of: Of, agreement: Agreement, requestId: string): Promise<Intervision> =>
  answer(api.POST("/api/v1/intervisions/{id}:agree", { params: at(of), body: { agreement, etag: of.etag, requestId } }));

export const hold = (of: Of, requestId: string): Promise<Intervision> =>
  answer(api.POST("/api/v1/intervisions/{id}:hold", { params: at(of), body: { etag: of.etag, requestId } }));

export const lessonsQuery = infiniteQueryOptions({
  queryKey: ["lessons"],
  queryFn: ({ pageParam }) => answer(api.GET("/api/v1/lessons", { params: { query: { pageSize: 100, pageToken: pageParam || undefined } } })),
  initialPageParam: "",
  getNextPageParam: next,
});

export const addLesson = (lesson: Lesson, requestId: string): Promise<Lesson> =>
  answer(api.POST("/api/v1/lessons", { body: lesson, params: { query: { requestId } } }));

export const matchQuery = (id: string) =>
  queryOptions({
    queryKey: ["matches", id],
    queryFn: () => answer(api.GET("/api/v1/matches/{id}", { params: { path: { id } } })),
  });

/** The matches somebody can bring in as a case. */
export const myMatchesQuery = queryOptions({
  queryKey: ["matches", "of", "me"],
  queryFn: async () => (await answer(api.GET("/api/v1/matches", { params: { query: { pageSize: 200 } } }))).matches ?? [],
});

/** Colleagues by part of a name; the server searches. */
export const findColleaguesQuery = (query: string) =>
  queryOptions({
    queryKey: ["supportWorkers", "find", query],
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/supportWorkers", { params: { query: { query, pageSize: 40 } }, signal }))).supportWorkers ?? [],
    staleTime: 60_000,
  });

/** What one can do at this moment, and whom one can call. */
export const concernHelpQuery = queryOptions({ queryKey: ["concernHelp"], queryFn: () => answer(api.GET("/api/v1/concernHelp")) });
