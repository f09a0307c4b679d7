/** Where the button "concern about safety" leads: from the page of a match or a person it takes along what it is about. */
const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const about = [
  { key: "match", pattern: new RegExp(`^/koppelingen/(${uuid})(?:/|$)`, "i") },
  { key: "client", pattern: new RegExp(`^/mensen/(${uuid})(?:/|$)`, "i") },
] as const;

export function concernAbout(path: string): { match?: string; client?: string } {
  for (const { key, pattern } of about) {
    const id = pattern.exec(path)?.[1];
    if (id) return { [key]: id };
  }
  return {};
}

/** What to do in pieces one can take in: a question and what follows it belong together. */
export function sentencesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const sentence of text.match(/[^.?!]+[.?!]*\s*/g) ?? []) {
    const last = pieces[pieces.length - 1];
    if (last?.trimEnd().endsWith("?")) pieces[pieces.length - 1] = last + sentence;
    else pieces.push(sentence);
  }
  return pieces.map((piece) => piece.trim()).filter(Boolean);
}
