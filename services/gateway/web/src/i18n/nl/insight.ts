/** Insight. Dutch is the source. */
export default {
  title: "Inzicht",
  lead: "Hoe het gaat met meedoen en contact, verteld door de mensen zelf.",
} as const;
