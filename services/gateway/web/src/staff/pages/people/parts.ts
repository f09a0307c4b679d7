/** The parts of a person's page, as they stand in the address. */
export const parts = ["verhaal", "over", "netwerk", "koppelingen", "toestemming", "gegevens", "begeleiding"] as const;
export type Part = (typeof parts)[number];
