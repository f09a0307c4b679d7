/** What is asked when looking back: one thing at a time, and everything may be skipped. */
import type { Reflection } from "./queries";

export const faceQuestions = ["motivation", "klik", "decideToo", "benefit"] as const;
export type FaceQuestion = (typeof faceQuestions)[number];
export const steps = [...faceQuestions, "push", "change", "words"] as const;
export type Step = (typeof steps)[number];

export const faces = ["FACE_YES", "FACE_A_BIT", "FACE_NO"] as const;
export type Face = (typeof faces)[number];
export const pushes = ["PUSH_TOO_MUCH", "PUSH_GOOD", "PUSH_TOO_LITTLE"] as const;
export type Push = (typeof pushes)[number];
export const changes = ["none", "life", "other", "both"] as const;
export type Change = (typeof changes)[number];

/** What is being filled in, and how far somebody is. */
export interface Asking {
  step: Step;
  told: Reflection;
  /** Asked, and answered with one of `changes`: "nothing changed" is an answer, which the record cannot tell from not asked. */
  change: Change | null;
}

export const begin = (before: Reflection | undefined): Asking => ({
  step: "motivation",
  told: { ...before },
  change: before ? changeOf(before) : null,
});

export function changeOf(told: Reflection): Change | null {
  if (told.lifeChanged && told.otherWishes) return "both";
  if (told.lifeChanged) return "life";
  return told.otherWishes ? "other" : null;
}

export function after(step: Step): Step {
  return steps[Math.min(steps.indexOf(step) + 1, steps.length - 1)] ?? "words";
}

export function before(step: Step): Step | null {
  return steps[steps.indexOf(step) - 1] ?? null;
}

/** Skipping is an answer too: it is put on record that it was asked. */
export function skip(asking: Asking): Asking {
  const { step, told } = asking;
  const next = after(step);
  if (step === "push") return { ...asking, step: next, told: { ...told, push: "PUSH_SKIPPED" } };
  if (step === "change") return { ...asking, step: next, change: null, told: { ...told, lifeChanged: false, otherWishes: false } };
  if (step === "words") return asking;
  return { ...asking, step: next, told: { ...told, [step]: "FACE_SKIPPED" } };
}

export function withChange(asking: Asking, change: Change): Asking {
  return {
    ...asking,
    change,
    told: { ...asking.told, lifeChanged: change === "life" || change === "both", otherWishes: change === "other" || change === "both" },
  };
}

/** What was asked and answered with a face or a push, and what was skipped. */
export function answersOf(told: Reflection): { faces: { question: FaceQuestion; face: Face }[]; push: Push | null; skipped: (FaceQuestion | "push")[] } {
  const given = faceQuestions.flatMap((question) => {
    const face = faces.find((one) => one === told[question]);
    return face ? [{ question, face }] : [];
  });
  const skipped: (FaceQuestion | "push")[] = faceQuestions.filter((question) => told[question] === "FACE_SKIPPED");
  if (told.push === "PUSH_SKIPPED") skipped.push("push");
  return { faces: given, push: pushes.find((one) => one === told.push) ?? null, skipped };
}

/** Whether anybody says that life changed or that other things are nicer now: neutral, and said so (E-05). */
export const saysChange = (all: readonly Reflection[] | undefined): boolean => !!all?.some((told) => told.lifeChanged || told.otherWishes);
