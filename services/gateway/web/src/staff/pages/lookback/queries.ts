/** What the organisation's page about looking back reads and changes. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import type { Question, QuestionSet } from "@/app/questions";

export type Rhythm = Message<"evaluation.v1.Rhythm">;

export const rhythmQuery = queryOptions({
  queryKey: ["lookBackRhythm", "organisation"],
  queryFn: () => answer(api.GET("/api/v1/lookBackRhythm")),
});

export const saveRhythm = (rhythm: Rhythm, plannedToo: boolean, requestId: string): Promise<Rhythm> =>
  answer(api.PATCH("/api/v1/lookBackRhythm", { body: { rhythm, plannedToo, requestId } }));

export const versionsQuery = queryOptions({
  queryKey: ["lookBackQuestions", "versions"],
  queryFn: async () => (await answer(api.GET("/api/v1/lookBackQuestions:versions"))).questionSets ?? [],
});

export const publishQuestions = (questions: Question[], follows: string, requestId: string): Promise<QuestionSet> =>
  answer(api.POST("/api/v1/lookBackQuestions", { body: { questions, follows, requestId } }));
