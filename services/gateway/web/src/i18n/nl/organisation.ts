/** Organisation. Dutch is the source. */
export default {
  title: "Organisatie",
  lead: "Mensen, rollen, locaties en teksten.",
} as const;
