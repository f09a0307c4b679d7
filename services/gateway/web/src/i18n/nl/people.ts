/** People. Dutch is the source. */
export default {
  title: "Mensen",
  lead: "De mensen die jij begeleidt.",
} as const;
