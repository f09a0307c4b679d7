/** What the form about a text holds: its lines, each with a key that stays, so that answers given to a line stay with it. */
import type { Template, TemplatePart } from "@/app/templates";

export interface Line {
  key: string;
  textNl: string;
  textEn: string;
  easyNl: string;
  easyEn: string;
  picture: string;
}

export interface TextDraft {
  /** The version it was made from. */
  etag: string;
  titleNl: string;
  titleEn: string;
  introNl: string;
  introEn: string;
  lines: Line[];
}

const lineOf = ({ key = "", textNl = "", textEn = "", easyNl = "", easyEn = "", picture = "" }: TemplatePart): Line => ({ key, textNl, textEn, easyNl, easyEn, picture });

export const draftOf = (template: Template): TextDraft => ({
  etag: String(template.version ?? 0),
  titleNl: template.titleNl ?? "",
  titleEn: template.titleEn ?? "",
  introNl: template.introNl ?? "",
  introEn: template.introEn ?? "",
  lines: (template.parts ?? []).map(lineOf),
});

export const templateFrom = ({ etag, lines, ...words }: TextDraft, { kind, key }: Pick<Template, "kind" | "key">): Template => ({
  kind, key, version: Number(etag), ...words, parts: lines,
});

/** A key of letters only, that tells nothing. */
export const newKey = (random: () => number = Math.random): string =>
  `own_${Array.from({ length: 12 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join("")}`;

export const newLine = (): Line => lineOf({ key: newKey() });

/** The line at one place goes to another; out of the list changes nothing. */
export function moved<T>(lines: readonly T[], from: number, to: number): T[] {
  const line = lines[from];
  if (!line || to < 0 || to >= lines.length) return [...lines];
  const others = lines.filter((_, index) => index !== from);
  return [...others.slice(0, to), line, ...others.slice(to)];
}
