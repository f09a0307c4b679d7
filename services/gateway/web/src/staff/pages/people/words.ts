/** Short words as people type them: with commas between. */
export const toWords = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,;\n]/)
      .map((word) => word.trim().replace(/\s+/g, " "))
      .filter(Boolean),
  ),
];

export const fromWords = (words: readonly string[] | undefined): string => (words ?? []).join(", ");
