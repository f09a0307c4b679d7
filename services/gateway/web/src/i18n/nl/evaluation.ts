/** Intervision and interim evaluation. Dutch is the source. */
export default {
  title: "Intervisie",
  lead: "Van elkaar leren, in vertrouwen.",
} as const;
