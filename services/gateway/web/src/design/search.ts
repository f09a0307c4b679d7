/** Searching as people type: every word they typed begins a word of the text; accents and capitals do not matter. */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function matches(text: string, typed: string): boolean {
  const words = plain(text).split(/[\s\-',.]+/);
  return plain(typed)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}
