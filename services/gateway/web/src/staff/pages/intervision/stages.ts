/** The stages of leading an intervision: what comes back, Safety (always), the steps of the method, and closing. */
import type { Intervision } from "../evaluation/queries";
import type { MethodStep } from "./queries";

export type Stage = { kind: "before" | "safety" | "close" } | { kind: "step"; step: MethodStep; n: number };

export function stagesOf(of: Intervision): Stage[] {
  const steps = (of.used?.steps ?? []).map((step, index): Stage => ({ kind: "step", step, n: index + 1 }));
  return [...((of.earlier ?? []).length > 0 ? [{ kind: "before" } as const] : []), { kind: "safety" }, ...steps, { kind: "close" }];
}

/** What is left of the time somebody gave a step, in words of whole minutes; null when it was not started. */
export function leftOf(started: number | null, minutes: number, now: number): number | null {
  return started === null ? null : Math.ceil((started + minutes * 60_000 - now) / 60_000);
}
