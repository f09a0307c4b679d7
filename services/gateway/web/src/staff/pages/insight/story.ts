/** The text of the story of a year: how it is read, how it begins, and what to look at twice. */
import type { Translate } from "@/i18n/core";
import type { StaffAreas } from "@/i18n/staff";
import type { Lesson, Quarter, Section, SharedStory } from "./queries";
import { type Figure, quarterName, sentence } from "./words";

export type Block = { kind: "text"; text: string } | { kind: "list"; items: string[] };

/** Paragraphs are parted by an empty line; lines with a dash in front are a list. */
export function blocks(body: string): Block[] {
  const out: Block[] = [];
  let open = false;
  for (const line of body.split("\n").map((one) => one.trim())) {
    const item = /^[-–•]\s+(.*)$/.exec(line)?.[1];
    const last = out.at(-1);
    if (line === "") open = false;
    else if (item !== undefined) {
      if (open && last?.kind === "list") last.items.push(item);
      else out.push({ kind: "list", items: [item] });
      open = true;
    } else if (open && last?.kind === "text") last.text += `\n${line}`;
    else {
      out.push({ kind: "text", text: line });
      open = true;
    }
  }
  return out;
}

const money = /€|\beuro|\bgeld\b|bespar|bespaar|bezuinig|\bkosten\b|\buren\b|\bfte\b|werktijd|\bmoney\b|\bhours\b|\bsaving|\bbudget|procent|\d ?%/i;

/** Whether a text seems to speak of money, working time or percentages: a question, and never a refusal. */
export const aboutMoney = (text: string): boolean => money.test(text);

interface Begun {
  year: number;
  quarters: readonly Quarter[];
  lessons: readonly Lesson[];
}

/** A beginning, from what was published of this year and what was learned. Nothing else goes into it by itself. */
export function begin(t: Translate<StaffAreas>, list: (items: readonly string[]) => string, { year, quarters, lessons }: Begun): Section[] {
  const ofYear = quarters.filter((quarter) => quarter.year === year).reverse();
  const told = (lead: string, figures: Figure[], which: readonly Quarter[]): string => {
    if (which.length === 0) return lead;
    const lines = which.flatMap((quarter) =>
      figures
        .map((figure) => sentence(t, list, quarter, figure, ""))
        .filter(Boolean)
        .map((says) => `- ${t("insight.begin.in", { quarter: quarterName(t, quarter), sentence: says })}`),
    );
    return `${lead}\n\n${lines.length ? lines.join("\n") : t("insight.begin.few")}`;
  };
  const last = ofYear.slice(-1);
  return [
    { title: t("insight.begin.did"), body: told(t("insight.begin.did.lead"), ["taking_part"], ofYear) },
    { title: t("insight.begin.tell"), body: told(t("insight.begin.tell.lead"), ["how_it_was", "contact"], ofYear) },
    { title: t("insight.begin.care"), body: told(t("insight.begin.care.lead"), ["waiting", "balance", "continuity"], last) },
    { title: t("insight.begin.learned"), body: lessons.length ? lessons.map((lesson) => `- ${(lesson.words ?? "").replace(/\s+/g, " ")}`).join("\n") : t("insight.begin.learned.none") },
    { title: t("insight.begin.on"), body: t("insight.begin.on.text") },
  ];
}

/** What people told of themselves, as a part at the end: each with its title, and the name it is told under. */
export function storiesPart(t: Translate<StaffAreas>, stories: readonly SharedStory[]): Section[] {
  if (stories.length === 0) return [];
  const one = ({ title, words, name }: SharedStory) =>
    [title, words?.replace(/\n\s*\n/g, "\n").trim(), name && t("insight.year.told", { name })].filter(Boolean).join("\n");
  return [{ title: t("insight.year.stories"), body: stories.map(one).join("\n\n") }];
}
