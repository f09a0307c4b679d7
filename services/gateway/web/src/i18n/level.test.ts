/**
 * How easy the client's face reads, in both of its levels (few words, and `client-more` besides) and in both languages: short
 * sentences, short words, no words of the office, and for each area a reading ease. What both faces share counts as well.
 */
import { describe, expect, it } from "vitest";

type Catalogue = Record<string, string>;
type Language = "nl" | "en";
const load = (modules: Record<string, unknown>): Record<string, Catalogue> =>
  Object.fromEntries(Object.entries(modules).map(([path, module]) => [path.replace(/^.*\/(.+)\.ts$/, "$1"), (module as { default: Catalogue }).default]));

const faces = {
  nl: load(import.meta.glob(["./nl/client*.ts", "./nl/common.ts", "./nl/view.ts", "./nl/circles.ts"], { eager: true })),
  en: load(import.meta.glob(["./en/client*.ts", "./en/common.ts", "./en/view.ts", "./en/circles.ts", "!./en/*-areas.ts"], { eager: true })),
};

const bounds = {
  nl: {
    sentence: 10,
    word: 11,
    // Longer, and known to everybody who meets them here.
    known: ["bijvoorbeeld", "gezelligheid", "herinneringen", "netwerkkaart", "teruggedraaid", "teruggenomen", "vrijwilliger"],
    // Words that join half sentences, words of the office, and somebody to whom things are done.
    hard: /\b(hoewel|tenzij|indien|echter|tevens|middels|conform|betreffende|reeds|derhalve|desgewenst|alsmede|zodat|waardoor|waarbij|teneinde|omtrent|jegens|bijv|evt|o\.a|d\.w\.z|i\.v\.m|m\.b\.t|evaluatie|intervisie|interventie|registratie|participatie|casus|privacy|autorisatie|procedure|cliënt|respectievelijk|(wordt|worden|werd|werden) \w*ge\w+(d|t|en))\b/i,
    signs: /[;()[\]%]/,
    // Flesch as Douma made it for Dutch: 80 and more is "easy", 90 "very easy".
    ease: ({ words, sentences, syllables }: Count) => 206.84 - 0.93 * (words / sentences) - 77 * (syllables / words),
    atLeast: 85,
  },
  en: {
    sentence: 11,
    word: 11,
    known: ["acquaintance", "neighbourhood", "organisation"],
    hard: /\b(although|unless|however|furthermore|regarding|therefore|whereas|hereby|pursuant|evaluation|intervention|registration|participation|authori[sz]ation|procedure|respectively|e\.g|i\.e)\b/i,
    // A neighbour is a she or a he in English between brackets only.
    signs: /[;[\]%]/,
    ease: ({ words, sentences, syllables }: Count) => 206.84 - 1.015 * (words / sentences) - 84.6 * (syllables / words),
    atLeast: 75,
  },
};

interface Count {
  words: number;
  sentences: number;
  syllables: number;
}

const vowels = {
  nl: /aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au|[aeiouyàáâäèéêëìíîïòóôöùúûü]/gi,
  en: /[aeiouy]+/gi,
};
/** A silent e at the end of an English word is no syllable. */
const syllablesIn = (word: string, language: Language) =>
  Math.max(1, (word.match(vowels[language])?.length ?? 0) - (language === "en" && /[^aeiouyl]e$/i.test(word) ? 1 : 0));
const sentencesOf = (text: string) =>
  text.replace(/\{\w+\}/g, "Ann").split(/[.!?:…]+(?:\s+|$)/).filter((sentence) => /\p{L}/u.test(sentence));
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}’'-]+/gu) ?? [];

function count(texts: readonly string[], language: Language): Count {
  const sentences = texts.flatMap(sentencesOf);
  const words = sentences.flatMap(wordsOf);
  return { sentences: sentences.length, words: words.length, syllables: words.reduce((sum, word) => sum + syllablesIn(word, language), 0) };
}

/** What makes a text hard to read; nothing for one that anybody can. */
function hardIn(text: string, language: Language): string[] {
  const { sentence: most, word: longest, known, hard, signs } = bounds[language];
  const found: string[] = [];
  for (const sentence of sentencesOf(text)) {
    const words = wordsOf(sentence);
    if (words.length > most) found.push(`long sentence: ${sentence}`);
    for (const word of words) if (word.length > longest && !known.includes(word.toLowerCase())) found.push(`long word: ${word}`);
  }
  const office = hard.exec(text);
  if (office) found.push(`hard words: ${office[0]}`);
  if (signs.test(text) || /\d/.test(text.replaceAll("112", ""))) found.push("signs and figures");
  return found;
}

const areas = (["nl", "en"] as const).flatMap((language) => Object.keys(faces[language]).map((area) => [language, area] as const));

describe("the reading level of the client's face", () => {
  it("finds the areas", () => {
    expect(Object.keys(faces.nl)).toEqual(expect.arrayContaining(["client", "client-more", "client-map", "common"]));
    expect(Object.keys(faces.en).sort()).toEqual(Object.keys(faces.nl).sort());
  });

  it.each([
    ["Als je hier op een van de plaatjes tikt, dan zie je wat je daarna kunt gaan doen.", /long sentence/],
    ["Dit is een samenwerkingsverband.", /long word: samenwerkingsverband/],
    ["Indien je dat wilt.", /hard words: Indien/],
    ["Er wordt een nieuwe gezocht. Je wens wordt gezien.", /hard words: wordt gezien/],
    ["Je hebt 3 wensen (of meer).", /signs/],
  ])("is not fooled by “%s”", (text, complaint) => {
    expect(hardIn(text, "nl").join("\n")).toMatch(complaint);
  });

  it.each(areas)("%s: %s has short sentences, short words and no hard ones", (language, area) => {
    const found = Object.entries(faces[language][area] ?? {}).flatMap(([key, text]) => hardIn(text, language).map((what) => `${area}.${key}: ${what}`));
    expect(found).toEqual([]);
  });

  it.each(areas)("%s: %s reads easily as a whole", (language, area) => {
    const counted = count(Object.values(faces[language][area] ?? {}), language);
    if (counted.words < 60) return; // A few buttons say nothing about reading.
    expect(Math.round(bounds[language].ease(counted))).toBeGreaterThanOrEqual(bounds[language].atLeast);
  });

  it("explains in at most three sentences, to who chose more words", () => {
    for (const language of ["nl", "en"] as const) {
      for (const [key, text] of Object.entries(faces[language]["client-more"] ?? {})) {
        expect(sentencesOf(text).length, `${language} ${key}`).toBeLessThanOrEqual(3);
      }
    }
  });

  it("keeps no long word that nobody uses", () => {
    for (const language of ["nl", "en"] as const) {
      const used = new Set(Object.values(faces[language]).flatMap((area) => Object.values(area).flatMap(wordsOf)).map((word) => word.toLowerCase()));
      expect(bounds[language].known.filter((word) => !used.has(word))).toEqual([]);
    }
  });
});
