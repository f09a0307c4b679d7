/** One deed, one word. What a colleague calls differently in every corner takes a moment each time: here stands which word it is. */
import { describe, expect, it } from "vitest";

interface Rule {
  not: RegExp;
  but: string;
  /** Where the word means something else, and what. */
  elsewhere?: Record<string, string>;
}

const dutch: Rule[] = [
  { not: /\b(op)?slaan\b|opgeslagen/i, but: "bewaren" },
  { not: /download|ophalen/i, but: "bewaar als bestand" },
  { not: /\bprint(en)?\b/i, but: "afdrukken" },
  { not: /verwijder/i, but: "weghalen (uit een lijst), weggooien (voorgoed), wissen (van een persoon)" },
  { not: /\b(neem|neemt) (dit|het) over\b/i, but: "oppakken, van een zorg; overnemen is: uit een ander systeem of van een vorige keer" },
  { not: /\bzorg(en)?\b[^.]*\b(ge)?meld(en|t)?\b|\bgemeld\b/i, but: "doorgeven, van een zorg" },
  { not: /noodtoegang/i, but: "meekijken met spoed" },
  { not: /niet meer (gebruiken|aanbieden)|wegleggen|weggelegd/i, but: "wegzetten, en terughalen" },
  { not: /weer (gebruiken|aanbieden)/i, but: "terughalen", elsewhere: { "mydata.unused.end": "gegevens van iemand die ze een tijd niet gebruikt wilde zien", "mayprivacy.PersonalDataService": "hetzelfde" } },
  { not: /\bmentor\b/i, but: "netwerker", elsewhere: { "people.representative.KIND_MENTOR": "de wettelijke vertegenwoordiger" } },
  { not: /medewerker|bewoner\b|bewoners\b/i, but: "collega of begeleider; cliënt" },
];

const english: Rule[] = [
  { not: /download/i, but: "save as a file" },
  { not: /\bdelete\b/i, but: "remove, throw away or erase" },
  { not: /\b(i|you) (take|took) (this|it) over\b|taken over by/i, but: "take up, of a concern" },
  { not: /(stop using|do not use any more|offer no more)/i, but: "put away, and bring back" },
  { not: /\bmentor\b/i, but: "networker", elsewhere: { "people.representative.KIND_MENTOR": "the legal representative" } },
];

type Catalogue = Record<string, string>;
const dutchFiles = import.meta.glob<{ default: Catalogue }>("./nl/*.ts", { eager: true });
const englishFiles = import.meta.glob<{ default: Catalogue }>("./en/*.ts", { eager: true });

/** Of staff only: a client's words are shorter still, and have tests of their own. */
const texts = (files: Record<string, { default: Catalogue }>) =>
  Object.entries(files)
    .map(([path, file]) => [path.replace(/^.*\/|\.ts$/g, ""), file.default] as const)
    .filter(([area]) => !/^(client|staff-areas)/.test(area))
    .flatMap(([area, words]) => Object.entries(words).map(([key, text]) => [`${area}.${key}`, String(text)] as const));

const broken = (all: readonly (readonly [string, string])[], rules: readonly Rule[]) =>
  rules.flatMap(({ not, but, elsewhere = {} }) =>
    all.filter(([key, text]) => not.test(text) && !Object.keys(elsewhere).some((start) => key.startsWith(start))).map(([key, text]) => `${key}: “${text}” — ${but}`),
  );

describe("what the staff's texts call a deed", () => {
  it("knows the texts", () => expect(texts(dutchFiles).length).toBeGreaterThan(2000));
  it("is one word in Dutch", () => expect(broken(texts(dutchFiles), dutch)).toEqual([]));
  it("is one word in English", () => expect(broken(texts(englishFiles), english)).toEqual([]));
});
