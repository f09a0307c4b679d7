/** What is different between two versions of a text. */
import { oneOf, type Template, type TemplatePart } from "@/app/templates";
import type { Language } from "@/i18n/core";

/** One thing that differs; without `was` it is new, without `now` it has gone. */
export interface Difference {
  /** "title", "intro", or the key of a line. */
  at: string;
  was?: string;
  now?: string;
}

const saidBy = (language: Language, part: TemplatePart): string =>
  [oneOf(language, part.textNl, part.textEn), oneOf(language, part.easyNl, part.easyEn)].filter(Boolean).join(" / ");

/** In the order of the newer one; what has gone comes last. */
export function differences(language: Language, before: Template, after: Template): Difference[] {
  const found: Difference[] = [];
  const add = (at: string, was: string, now: string) => {
    if (was !== now) found.push({ at, ...(was && { was }), ...(now && { now }) });
  };
  add("title", oneOf(language, before.titleNl, before.titleEn), oneOf(language, after.titleNl, after.titleEn));
  add("intro", oneOf(language, before.introNl, before.introEn), oneOf(language, after.introNl, after.introEn));
  const old = new Map((before.parts ?? []).map((part) => [part.key ?? "", part]));
  for (const part of after.parts ?? []) {
    const key = part.key ?? "";
    const was = old.get(key);
    add(key, was ? saidBy(language, was) : "", saidBy(language, part));
    old.delete(key);
  }
  for (const [key, part] of old) add(key, saidBy(language, part), "");
  return found;
}
