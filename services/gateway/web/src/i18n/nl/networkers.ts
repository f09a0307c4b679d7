/** Networkers. Dutch is the source. */
export default {
  title: "Netwerkers",
  lead: "Mensen die met een ander op pad gaan, of dat misschien willen.",
} as const;
