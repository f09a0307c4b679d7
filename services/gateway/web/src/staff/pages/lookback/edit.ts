/** What the form about the questions holds, and what may be done with one of them. */
import type { Question, QuestionSet } from "@/app/questions";
import { moved, newKey } from "../content/draft";

export interface QuestionsDraft {
  /** The version it was made from. */
  etag: string;
  questions: Question[];
}

export const draftOf = (set: QuestionSet): QuestionsDraft => ({ etag: set.version ?? "", questions: set.questions ?? [] });

/** Ours, and what may be switched off or on; an organisation's own may go altogether. */
export const isOwn = (question: Question): boolean => (question.key ?? "").startsWith("own_");

export const newQuestion = (): Question => ({ key: newKey(), kind: "KIND_FACES", textNl: "", easyNl: "", picture: "speech-balloon" });

export const withQuestion = (draft: readonly Question[], key: string | undefined, change: Partial<Question>): Question[] =>
  draft.map((one) => (one.key === key ? { ...one, ...change } : one));

export const move = (draft: readonly Question[], from: number, to: number): Question[] => moved(draft, from, to);
