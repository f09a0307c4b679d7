/** The client's own part of "how I like it". Dutch is the source; sentences as short as in `client`. */
export default {
  words: "Hoeveel woorden?",
  few: "Weinig woorden",
  more: "Meer uitleg",
  pictures: "Plaatjes laten zien",
} as const;
