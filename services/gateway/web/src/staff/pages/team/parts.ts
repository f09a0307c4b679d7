/** The parts of the team's page and of one's own, as they stand in the address. */
export const teamParts = ["kwaliteiten", "collegas", "locaties"] as const;
export type TeamPart = (typeof teamParts)[number];
export const myParts = ["weg", "agenda", "leren", "kwaliteiten", "kaarten"] as const;
export type MyPart = (typeof myParts)[number];
