/** What is asked when people look back, in the version a look back was opened with, and the answers to it: for both faces. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import type { Language } from "@/i18n/core";

export type QuestionSet = Message<"evaluation.v1.QuestionSet">;
export type Question = Message<"evaluation.v1.LookBackQuestion">;
export type Reflection = Message<"evaluation.v1.Reflection">;

/** One version, or what is asked from now on. A version never changes. */
export const questionsQuery = (version = "") =>
  queryOptions({
    queryKey: ["lookBackQuestions", version || "newest"],
    queryFn: () => answer(api.GET("/api/v1/lookBackQuestions", { params: { query: { version: version || undefined } } })),
    staleTime: version ? Infinity : 0,
  });

export const values = ["YES", "A_BIT", "NO", "TOO_MUCH", "GOOD", "TOO_LITTLE"] as const;
export type Given = (typeof values)[number];
export type Value = Given | "SKIPPED";

const choices: Record<string, readonly Given[]> = {
  KIND_FACES: ["YES", "A_BIT", "NO"],
  KIND_YES_NO: ["YES", "NO"],
  KIND_AMOUNT: ["TOO_MUCH", "GOOD", "TOO_LITTLE"],
};

/** How a question can be answered, skipping aside; nothing for one that is answered in words. */
export const choicesOf = (question: Question): readonly Given[] => choices[question.kind ?? ""] ?? [];

export const asked = (set: QuestionSet | undefined): Question[] => (set?.questions ?? []).filter((one) => !one.off);

/** Some answers have a field of their own, because signals listen to them. */
const faces = { motivation: "motivation", klik: "klik", decide_too: "decideToo", benefit: "benefit" } as const;
const changes = { life_changed: "lifeChanged", other_wishes: "otherWishes" } as const;
const isFace = (key: string): key is keyof typeof faces => key in faces;
const isChange = (key: string): key is keyof typeof changes => key in changes;

const known = (word: string | undefined, prefix: string): Value | undefined => {
  const value = word?.slice(prefix.length) as Value | undefined;
  return value === "SKIPPED" || values.some((one) => one === value) ? value : undefined;
};

export function valueOf(told: Reflection | undefined, key = ""): Value | undefined {
  if (isFace(key)) return known(told?.[faces[key]], "FACE_");
  if (key === "push") return known(told?.push, "PUSH_");
  if (isChange(key) && told?.[changes[key]]) return "YES";
  return known(told?.answers?.find((one) => one.key === key)?.value, "VALUE_");
}

export const wordsOf = (told: Reflection | undefined, key = ""): string =>
  (key === "words" ? told?.words : told?.answers?.find((one) => one.key === key)?.words) ?? "";

type Answers = NonNullable<Reflection["answers"]>;
const without = (told: Reflection | undefined, key: string): Answers => (told?.answers ?? []).filter((one) => one.key !== key);

export function withValue(told: Reflection | undefined, key: string, value: Value): Reflection {
  if (isFace(key)) return { ...told, [faces[key]]: `FACE_${value}` };
  if (key === "push") return { ...told, push: `PUSH_${value}` as Reflection["push"] };
  const answers = without(told, key);
  const own = { key, value: `VALUE_${value}` } as Answers[number];
  if (!isChange(key)) return { ...told, answers: [...answers, own] };
  return { ...told, [changes[key]]: value === "YES", answers: value === "YES" ? answers : [...answers, own] };
}

export function withWords(told: Reflection | undefined, key: string, words: string): Reflection {
  if (key === "words") return { ...told, words };
  return { ...told, answers: words.trim() ? [...without(told, key), { key, words }] : without(told, key) };
}

/** What goes to the server: when it was told, and by whom, it knows itself. */
export const toSend = (told: Reflection): Reflection => ({ ...told, time: undefined, bySelf: undefined });

const inWords = (language: Language, nl = "", en = ""): string => (language === "en" && en ? en : nl);
const fill = (text: string, name: string): string => text.replaceAll("{naam}", name);

/** How a support worker asks it beside somebody. */
export const textOf = (language: Language, { textNl, textEn }: Question, name: string): string => fill(inWords(language, textNl, textEn), name);
/** How it stands in the client's face. */
export const easyOf = (language: Language, question: Question, name: string): string =>
  fill(inWords(language, question.easyNl, question.easyEn), name) || textOf(language, question, name);
/** How a support worker asks it of themself; empty when it is not asked of them. */
export const lookOf = (language: Language, { lookNl, lookEn }: Question): string => inWords(language, lookNl, lookEn);
