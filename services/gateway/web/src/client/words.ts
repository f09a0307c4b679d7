/** With a capital, as a line of its own begins. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Sentences one after another, as a voice should say them: each with its own end. */
export const aloudOf = (parts: readonly (string | undefined | null)[]): string =>
  parts
    .map((part) => part?.trim())
    .filter((part): part is string => !!part)
    .map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`))
    .join(" ");
