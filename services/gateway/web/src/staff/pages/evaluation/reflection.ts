/** What is being filled in when looking back, and how far somebody is: one question at a time, everything may be skipped. */
import { type Question, valueOf, withValue } from "@/app/questions";
import type { Reflection } from "./queries";

export interface Asking {
  /** Which question, by its key; empty: the first. */
  at: string;
  told: Reflection;
}

export const begin = (before: Reflection | undefined): Asking => ({ at: "", told: { ...before } });

/** Where we are among what is asked; what is not asked any more is the first again. */
export const placeIn = (questions: readonly Question[], at: string): number => Math.max(questions.findIndex((one) => one.key === at), 0);

export const keyAt = (questions: readonly Question[], index: number): string => questions[Math.min(Math.max(index, 0), questions.length - 1)]?.key ?? "";

/** Skipping is an answer too: it is put on record that it was asked. */
export const skip = (told: Reflection, question: Question): Reflection =>
  question.kind === "KIND_WORDS" ? told : withValue(told, question.key ?? "", "SKIPPED");

/** Whether anybody says that life changed or that other things are nicer now: neutral, and said so (E-05). */
export const saysChange = (all: readonly Reflection[] | undefined): boolean => !!all?.some((told) => told.lifeChanged || told.otherWishes);

/** What one look says of the whole: answered, skipped, or not asked. */
export const isSkipped = (told: Reflection, question: Question): boolean => valueOf(told, question.key) === "SKIPPED";
