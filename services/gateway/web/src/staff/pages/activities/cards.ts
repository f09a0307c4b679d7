/** Whom a card on paper is for; apart from the page, because the route reads it in the first load. */
export const cardsFor = ["thuis", "mee"] as const;
export type CardFor = (typeof cardsFor)[number];
