/** Which questions of a questionnaire are asked, with what was answered until now; the same on both faces. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Questionnaire = Message<"evaluation.v1.Questionnaire">;
export type Question = Message<"evaluation.v1.Question">;
export type Asking = Message<"evaluation.v1.QuestionnaireAsking">;
export type Said = Message<"evaluation.v1.QuestionAnswer">;

export const askingQuery = (id: string) =>
  queryOptions({
    queryKey: ["questionnaireAskings", id],
    queryFn: () => answer(api.GET("/api/v1/questionnaireAskings/{id}", { params: { path: { id } } })),
  });

export const askingsQuery = (clientId = "", state: "" | "STATE_OPEN" = "") =>
  queryOptions({
    queryKey: ["questionnaireAskings", "of", clientId, state],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/questionnaireAskings", {
        params: { query: { clientId: clientId || undefined, state: state || undefined, pageSize: 100 } },
      }))).askings ?? [],
  });

const given = (said?: Said): boolean => (said?.codes ?? []).length > 0 || !!said?.words;

/** Whether a question is asked: all its conditions hold, or one of them when one is enough. */
export function isAsked(question: Question, answers: readonly Said[]): boolean {
  const conditions = question.conditions ?? [];
  if (conditions.length === 0) return true;
  const holds = conditions.map(({ linkId, code, negated = false }) => {
    const said = answers.find((one) => one.linkId === linkId);
    return (code ? (said?.codes ?? []).includes(code) : given(said)) !== negated;
  });
  return question.anyCondition ? holds.some(Boolean) : holds.every(Boolean);
}

export interface Step {
  question: Question;
  /** What stands before it to read: the heading of its group and lines without an answer. */
  lines: string[];
}

/** The questions to answer, one at a time, each with the lines that stand before it. */
export function stepsOf(questions: readonly Question[], answers: readonly Said[], english: boolean): Step[] {
  const steps: Step[] = [];
  let lines: string[] = [];
  let heading = "";
  for (const question of questions) {
    if (!isAsked(question, answers)) continue;
    if (question.kind === "KIND_LINE") {
      lines.push(textOf(question, english));
      continue;
    }
    if (question.heading && question.heading !== heading) lines.push(question.heading);
    heading = question.heading ?? "";
    steps.push({ question, lines });
    lines = [];
  }
  return steps;
}

export const textOf = (of: { text?: string; textEn?: string }, english: boolean): string => (english && of.textEn) || of.text || "";
