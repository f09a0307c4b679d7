/** The client's own map. Dutch is the source; sentences as short as in `client`. */
export default {
  closer: "Dichterbij",
  further: "Verder weg",
} as const;
