/** What may follow a look back, all of it fine, and where one does it (E-06). */
import type { Evaluation, Outcome } from "./queries";

export const outcomes = ["OUTCOME_CONTINUE", "OUTCOME_ADAPT", "OUTCOME_PAUSE", "OUTCOME_NEW_MATCH", "OUTCOME_CLOSE"] as const satisfies readonly Outcome[];
/** Neutral, and nobody's doing (E-05). */
export const reasons = ["REASON_LIFE_CHANGED", "REASON_OTHER_WISHES", "REASON_ENOUGH", "REASON_PRACTICAL"] as const satisfies readonly NonNullable<Evaluation["reasons"]>[number][];
export type Reason = (typeof reasons)[number];
export type Chosen = (typeof outcomes)[number];

export function placeFor(outcome: Chosen, matchId: string): string {
  switch (outcome) {
    case "OUTCOME_ADAPT": return `/koppelingen/${matchId}/gesprek`;
    case "OUTCOME_NEW_MATCH": return "/koppelingen/nieuw";
    case "OUTCOME_CLOSE": return `/koppelingen/${matchId}/afronden`;
    case "OUTCOME_PAUSE": return `/koppelingen/${matchId}?pauze=true`;
    default: return `/koppelingen/${matchId}`;
  }
}
