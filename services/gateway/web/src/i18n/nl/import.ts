/** Bringing in data. Dutch is the source. */
export default {
  title: "Gegevens overnemen",
  lead: "Mensen overnemen uit een ander systeem.",
} as const;
