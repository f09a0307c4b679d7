/** Names where there is little room: in two lines, never cut to nonsense; or as letters nobody else on the map has. */
import { initials } from "./Initials";

/** A name in at most two lines of so many letters: whole words as long as they fit, and a sign where more follows. */
export function wrap(name: string, perLine: number): string[] {
  const most = Math.max(5, Math.floor(perLine));
  const pieces = name.trim().split(/\s+/).flatMap((word) => parts(word, most));
  const lines: string[] = [];
  for (const { text, glued } of pieces) {
    const last = lines.length - 1;
    const joined = last >= 0 ? `${lines[last]}${glued ? "" : " "}${text}` : text;
    if (last >= 0 && joined.length <= most) lines[last] = joined;
    else lines.push(text);
  }
  if (lines.length <= 2) return lines;
  const [first = "", second = ""] = lines;
  return [first, second.length < most ? `${second.replace(/-$/, "")}…` : `${second.slice(0, most - 1)}…`];
}

/** A word too long for a line, in pieces: at its own hyphen, or else with one at the end of the line. */
function parts(word: string, most: number): { text: string; glued: boolean }[] {
  const own = word.length > most ? word.split(/(?<=-)/) : [word];
  return own.flatMap((piece, n) => {
    const pieces: { text: string; glued: boolean }[] = [];
    let rest = piece;
    while (rest.length > most) {
      pieces.push({ text: `${rest.slice(0, most - 1)}-`, glued: n > 0 || pieces.length > 0 });
      rest = rest.slice(most - 1);
    }
    return [...pieces, { text: rest, glued: n > 0 || pieces.length > 0 }];
  });
}

/** For everybody one to three letters or figures that nobody else here has. */
export function short(people: readonly { id: string; name: string }[]): Map<string, string> {
  const taken = new Set<string>();
  const found = new Map<string, string>();
  for (const { id, name } of people) {
    const words = name.trim().split(/\s+/);
    const two = [...(words[0] ?? "")].slice(0, 2).join("");
    const base = initials(name) || two.toUpperCase() || "?";
    const tries = [base, two, `${base}${[...(words.at(-1) ?? "")][1] ?? ""}`];
    let letters = tries.find((each) => each !== "" && !taken.has(each));
    for (let n = 2; letters === undefined; n += 1) if (!taken.has(`${base}${n}`)) letters = `${base}${n}`;
    taken.add(letters);
    found.set(id, letters);
  }
  return found;
}
