/** The reasons the gateway gives for not letting somebody in. One it does not know is a mistake of ours. */
export const troubles = [
  "NO_ORGANISATION", "NO_PROVIDER", "PROVIDER_AWAY", "NOT_BEGUN_HERE", "REFUSED_THERE", "NOT_PROVEN", "NO_ROLE", "MIXED_ROLES",
  "NO_SECOND_FACTOR", "PERSON_UNKNOWN", "NOT_YET_HERE", "LEFT_HERE", "TOO_OFTEN", "OUR_MISTAKE",
] as const;

export type TroubleName = (typeof troubles)[number];

export const troubleOf = (why: string): TroubleName => troubles.find((one) => one === why) ?? "OUR_MISTAKE";
