/** What another system can be told, each with a sentence in the catalogue. The service has the same words; a test compares. */
export const kinds = [
  "client.changed", "client.left", "match.under_way", "match.paused", "match.ended", "activity.planned", "activity.over", "activity.off", "review.closed",
] as const;

export type Kind = (typeof kinds)[number] | "test";

export const isKind = (kind: string): kind is Kind => kind === "test" || kinds.some((one) => one === kind);
