/** Matches. Dutch is the source. */
export default {
  title: "Koppelingen",
  lead: "Wie trekt met wie op.",
} as const;
