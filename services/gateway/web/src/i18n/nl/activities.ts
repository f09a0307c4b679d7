/** Activities and places. Dutch is the source. */
export default {
  title: "Activiteiten",
  lead: "Samen iets doen, er samen op uit.",
} as const;
