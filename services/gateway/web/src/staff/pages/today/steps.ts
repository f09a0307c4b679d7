/** The next step somebody could take for a signal: where it is done. */
import type { Signal } from "./queries";

export type StepKind = "person" | "match" | "evaluation" | "guidance" | "wish";

export function stepOf(signal: Signal): { kind: StepKind; href: string } | null {
  const { clientId, matchId, wishId, interimEvaluationId } = signal;
  switch (signal.kind) {
    case "KIND_PUSH":
    case "KIND_LIFE_CHANGE":
    case "KIND_INTERIM_EVALUATION":
      if (interimEvaluationId) return { kind: "evaluation", href: `/tussenstand/${interimEvaluationId}` };
      break;
    case "KIND_ONE_RESPONSIBLE":
      if (clientId) return { kind: "guidance", href: `/mensen/${clientId}?deel=begeleiding` };
      break;
    case "KIND_WISH_WAITING":
      if (wishId) return { kind: "wish", href: `/koppelingen/nieuw?wens=${wishId}` };
      break;
    // After a goodbye and after a day that was not nice one goes to the person, not to the match.
    case "KIND_FOLLOW_UP":
    case "KIND_MOOD":
    case "KIND_MOOD_TURNING":
      if (clientId) return { kind: "person", href: `/mensen/${clientId}` };
      break;
  }
  if (matchId) return { kind: "match", href: `/koppelingen/${matchId}` };
  return clientId ? { kind: "person", href: `/mensen/${clientId}` } : null;
}
