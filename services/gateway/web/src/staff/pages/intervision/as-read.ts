/** Words that could be a name, as they stand in the text: "De" and "Wiel" beside each other are "De Wiel". */
export function asRead(text: string, maybe: readonly string[]): string[] {
  const found: string[] = [];
  let before = -1;
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}’'-]+/gu)) {
    if (!maybe.includes(word)) continue;
    const last = found.length - 1;
    if (before >= 0 && text.slice(before, index) === " ") found[last] = `${found[last]} ${word}`;
    else found.push(word);
    before = index + word.length;
  }
  // A word that was found another way is still shown.
  const shown = found.join(" ");
  return [...new Set([...found, ...maybe.filter((word) => !shown.includes(word))])];
}
