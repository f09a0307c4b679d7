/** The example's own texts, so that the real catalogues stay clean. A real area has its files in i18n/nl and i18n/en. */
import { register, type Translate, type Translation, useTranslate } from "@/i18n/core";
import type common from "@/i18n/nl/common";

const nl = {
  title: "Wensen",
  lead: "Een voorbeeld voor wie pagina’s maakt.",
  add: "Een wens erbij",
  "found.one": "{n} wens",
  "found.other": "{n} wensen",
  "empty.title": "Nog geen wensen",
  "empty.text": "Vraag iemand eens wat hij of zij graag zou doen. Een tekening mag ook.",
  of: "Wens van {name}",
  said: "Gezegd {when}",
  goingOn: "Wat er speelt",
  ownWords: "In eigen woorden",
  "ownWords.help": "Zoals de cliënt het zelf zegt. Een paar woorden is genoeg.",
  kind: "Waar gaat het om?",
  "kind.KIND_UNSPECIFIED": "Iets anders",
  "kind.KIND_COMPANY": "Gezelschap",
  "kind.KIND_TAKING_PART": "Meedoen",
  "kind.KIND_BREAKING_ISOLATION": "Eruit komen",
  "kind.KIND_LEARNING": "Iets leren",
} as const;

const en: Translation<typeof nl> = {
  title: "Wishes",
  lead: "An example for those who make pages.",
  add: "Add a wish",
  "found.one": "{n} wish",
  "found.other": "{n} wishes",
  "empty.title": "No wishes yet",
  "empty.text": "Ask somebody what they would love to do. A drawing is fine too.",
  of: "Wish of {name}",
  said: "Said {when}",
  goingOn: "What is going on",
  ownWords: "In their own words",
  "ownWords.help": "As the client says it. A few words are enough.",
  kind: "What is it about?",
  "kind.KIND_UNSPECIFIED": "Something else",
  "kind.KIND_COMPANY": "Company",
  "kind.KIND_TAKING_PART": "Taking part",
  "kind.KIND_BREAKING_ISOLATION": "Breaking isolation",
  "kind.KIND_LEARNING": "Learning something",
};

type Areas = { common: typeof common; example: typeof nl };
register({ example: nl }, () => Promise.resolve({ default: { example: en } }));
export const useT = (): Translate<Areas> => useTranslate<Areas>();
