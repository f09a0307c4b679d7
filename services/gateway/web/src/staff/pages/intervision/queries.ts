/** What stands around an intervision: answers, agreements that come back, methods, the region, and clients who think along. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import type { Intervision, Lesson } from "../evaluation/queries";

export type Method = Message<"evaluation.v1.MethodTemplate">;
export type MethodStep = Message<"evaluation.v1.MethodStep">;
export type Earlier = Message<"evaluation.v1.EarlierAgreement">;
export type Answer = "ANSWER_YES" | "ANSWER_MAYBE" | "ANSWER_NO";
export type RegionLesson = Message<"evaluation.v1.RegionLesson">;
export type Theme = NonNullable<NonNullable<Lesson["themes"]>[number]>;

export const answers = ["ANSWER_YES", "ANSWER_MAYBE", "ANSWER_NO"] as const satisfies readonly Answer[];
export const themes = [
  "LESSON_THEME_SAFETY", "LESSON_THEME_DISTANCE", "LESSON_THEME_FIRST_MEETING", "LESSON_THEME_GOING_OUT", "LESSON_THEME_ENDING",
  "LESSON_THEME_NETWORKERS", "LESSON_THEME_COLLEAGUES", "LESSON_THEME_FAMILY_AND_NEIGHBOURS", "LESSON_THEME_TALKING",
] as const satisfies readonly Theme[];
export type KnownTheme = (typeof themes)[number];

export const minutesOf = (lasts: string | undefined): number => Math.round(Number.parseFloat(lasts ?? "0") / 60);

export const methodsQuery = (retiredToo = false) =>
  queryOptions({
    queryKey: ["methods", retiredToo],
    queryFn: async () => (await answer(api.GET("/api/v1/methods", { params: { query: { retiredToo } } }))).methods ?? [],
  });

export const saveMethod = (method: Method, requestId: string): Promise<Method> => answer(api.POST("/api/v1/methods:save", { body: { method, requestId } }));

export const retireMethod = (key: string, retired: boolean, requestId: string): Promise<Method> =>
  answer(api.POST("/api/v1/methods/{key}:retire", { params: { path: { key } }, body: { retired, requestId } }));

export const answerInvitation = (id: string, said: Answer, requestId: string): Promise<Intervision> =>
  answer(api.POST("/api/v1/intervisions/{id}:answer", { params: { path: { id } }, body: { answer: said, requestId } }));

export const callOff = (of: Pick<Intervision, "id" | "etag">, calledOff: boolean, following: boolean, requestId: string): Promise<Intervision> =>
  answer(api.POST("/api/v1/intervisions/{id}:callOff", { params: { path: { id: of.id ?? "" } }, body: { calledOff, following, etag: of.etag, requestId } }));

/** A line beside what a colleague writes at the same item: both stay. */
export const writeLine = (id: string, itemId: string, line: string, seen: string, requestId: string): Promise<Intervision> =>
  answer(api.POST("/api/v1/intervisions/{id}:line", { params: { path: { id } }, body: { itemId, line, seen, requestId } }));

export const tellBack = (of: Intervision, toldBack: string, requestId: string): Promise<Intervision> =>
  answer(
    api.PATCH("/api/v1/intervisions/{intervision.id}", {
      body: { id: of.id, etag: of.etag, toldBack },
      params: { path: { "intervision.id": of.id ?? "" }, query: { requestId, updateMask: "told_back" } },
    }),
  );

export const myAgreementsQuery = queryOptions({
  queryKey: ["agreements", "mine"],
  queryFn: async () => (await answer(api.GET("/api/v1/agreements"))).agreements ?? [],
});

export const settle = (of: Earlier, done: boolean, requestId: string): Promise<Earlier> =>
  answer(
    api.POST("/api/v1/intervisions/{intervision_id}/agreements/{agreement_id}:settle", {
      params: { path: { intervision_id: of.intervisionId ?? "", agreement_id: of.agreement?.id ?? "" } },
      body: { done, requestId },
    }),
  );

export interface LessonSearch {
  query: string;
  theme: Theme | "";
}

export const lessonsOf = (search: LessonSearch) =>
  infiniteQueryOptions({
    queryKey: ["lessons", "find", search.query, search.theme],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/lessons", {
          params: { query: { pageSize: 50, pageToken: pageParam || undefined, query: search.query || undefined, theme: search.theme || undefined } }, signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextPageToken || undefined,
  });

export const regionLessonsOf = (search: LessonSearch) =>
  infiniteQueryOptions({
    queryKey: ["lessons", "region", search.query, search.theme],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/region/lessons", {
          params: { query: { pageSize: 50, pageToken: pageParam || undefined, query: search.query || undefined, theme: search.theme || undefined } }, signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextPageToken || undefined,
  });

export const updateLesson = (lesson: Lesson, requestId: string): Promise<Lesson> =>
  answer(
    api.PATCH("/api/v1/lessons/{lesson.id}", {
      body: lesson,
      params: { path: { "lesson.id": lesson.id ?? "" }, query: { requestId, updateMask: "words,themes" } },
    }),
  );

export const shareLesson = (lesson: Lesson, nobodyNamed: boolean, requestId: string): Promise<Lesson> =>
  answer(api.POST("/api/v1/lessons/{id}:share", { params: { path: { id: lesson.id ?? "" } }, body: { nobodyNamed, etag: lesson.etag, requestId } }));

export const takeBackLesson = (lesson: Lesson, requestId: string): Promise<Lesson> =>
  answer(api.POST("/api/v1/lessons/{id}:takeBack", { params: { path: { id: lesson.id ?? "" } }, body: { requestId } }));

/** Parts of Dutch family names that are ordinary words: alone they name nobody. */
const particles = new Set(["de", "den", "der", "het", "in", "op", "te", "ten", "ter", "tot", "uit", "van", "voor", "aan", "bij", "onder", "over", "la", "le", "el", "al"]);

/**
 * Whether one of these words is the name of somebody here, as far as the reader may know: only recruitment knows names, so the
 * browser asks it. Gives the words that are.
 */
export async function namesHere(words: readonly string[]): Promise<string[]> {
  const is = async (word: string) => {
    const [clients, workers] = await Promise.all([
      answer(api.GET("/api/v1/clients", { params: { query: { query: word, pageSize: 10 } } })),
      answer(api.GET("/api/v1/supportWorkers", { params: { query: { query: word, pageSize: 10 } } })),
    ]);
    const names = [...(clients.clients ?? []).map((one) => `${one.givenName ?? ""} ${one.familyName ?? ""}`), ...(workers.supportWorkers ?? []).map((one) => one.name ?? "")];
    return names.some((name) => name.toLowerCase().split(/[\s-]+/).includes(word.toLowerCase()));
  };
  const asked = words.filter((word) => !particles.has(word.toLowerCase())).slice(0, 8);
  const found = await Promise.all(asked.map(is));
  return asked.filter((_, index) => found[index]);
}
