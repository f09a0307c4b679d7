/**
 * Message catalogues. Dutch is the source; English is typed after it, so a missing key does not compile.
 * A catalogue is one file per area (`nl/people.ts`, `en/people.ts`); its keys are used as `people.title`.
 * Each face registers only what its first page needs; the other areas come with the pages that use them (`loadAreas`),
 * and English is loaded when somebody asks for it.
 */
import { useSyncExternalStore } from "react";

export type Language = "nl" | "en";
export type Area = Readonly<Record<string, string>>;
export type Areas = Readonly<Record<string, Area>>;

/** What a translation of an area must hold: every key of the source, nothing else. */
export type Translation<Source extends Area> = { readonly [K in keyof Source]: string };

/** `people.title`, `people.found.one`, … */
export type Key<A extends Areas> = {
  [N in keyof A & string]: `${N}.${keyof A[N] & string}`;
}[keyof A & string];

type TextOf<A extends Areas, K extends string> = K extends `${infer N}.${infer Rest}`
  ? N extends keyof A
    ? Rest extends keyof A[N]
      ? A[N][Rest]
      : never
    : never
  : never;

type Names<S> = S extends `${string}{${infer V}}${infer Rest}` ? V | Names<Rest> : never;
type Arguments<S> = [Names<S>] extends [never] ? [] : [vars: Record<Names<S>, string | number>];

/** Keys that exist as `….one` and `….other`: texts with a number `{n}` in them. */
export type CountKey<A extends Areas> = Key<A> extends infer K
  ? K extends `${infer Base}.one`
    ? Base
    : never
  : never;

export interface Translate<A extends Areas> {
  /** The text of a key, with its `{variables}` filled in. */
  <K extends Key<A>>(key: K, ...vars: Arguments<TextOf<A, K>>): string;
  /** The text for a number: `key.one` or `key.other`, with `{n}`. */
  count(key: CountKey<A>, n: number, vars?: Record<string, string | number>): string;
  readonly language: Language;
}

type Loader = () => Promise<{ default: Areas }>;
type AreaLoader = () => Promise<{ default: Area }>;

/** The areas of a face that come later: `{ people: { nl: () => import("./nl/people"), en: () => import("./en/people") } }`. */
export type LaterAreas = Readonly<Record<string, Record<Language, AreaLoader>>>;
/** What such areas hold, once they are there. */
export type AreasOf<L extends LaterAreas> = { [N in keyof L]: Awaited<ReturnType<L[N]["nl"]>>["default"] };

const catalogues: Record<Language, Record<string, Area>> = { nl: {}, en: {} };
const loaders: Loader[] = [];
let later: LaterAreas = {};
/** What pages asked for so far: on a switch of language these come along. */
const wanted = new Set<string>();
const listeners = new Set<() => void>();
let language: Language = "nl";
let version = 0;

function changed() {
  version += 1;
  if (typeof document !== "undefined") document.documentElement.lang = language;
  listeners.forEach((listener) => listener());
}

/** Called once by each face: its first Dutch areas at once, their English when asked for, and where the others are. */
export function register(nl: Areas, en: Loader, others: LaterAreas = {}): void {
  Object.assign(catalogues.nl, nl);
  loaders.push(en);
  later = { ...later, ...others };
}

async function bring(area: string, into: Language): Promise<void> {
  const load = later[area]?.[into];
  if (load && !catalogues[into][area]) catalogues[into][area] = (await load()).default;
}

/** Before a page shows: the areas it speaks with, in Dutch (which fills what a language lacks) and in the language of now. */
export async function loadAreas(areas: readonly string[]): Promise<void> {
  areas.forEach((area) => wanted.add(area));
  await Promise.all(areas.flatMap((area) => [bring(area, "nl"), bring(area, language)]));
}

/** Switches the language and remembers it on this device. */
export async function setLanguage(next: Language): Promise<void> {
  if (next === "en") {
    for (const loaded of await Promise.all(loaders.map((load) => load()))) {
      Object.assign(catalogues.en, loaded.default);
    }
    await Promise.all([...wanted].map((area) => bring(area, "en")));
  }
  language = next;
  try {
    localStorage.setItem("optrek.language", next);
  } catch {
    // A browser that stores nothing keeps the language until the page closes.
  }
  changed();
}

/** The language chosen earlier on this device; Dutch otherwise. Called before the first render. */
export async function restoreLanguage(): Promise<void> {
  let saved: string | null = null;
  try {
    saved = localStorage.getItem("optrek.language");
  } catch {
    // See setLanguage.
  }
  if (saved === "en") await setLanguage("en");
}

function lookUp(key: string): string {
  const dot = key.indexOf(".");
  const area = key.slice(0, dot);
  const rest = key.slice(dot + 1);
  return catalogues[language][area]?.[rest] ?? catalogues.nl[area]?.[rest] ?? key;
}

/** A text that may not be there, of an area that may not be there either: what explains a page to who wants more words. */
export function textIfAny(area: string, key: string): string | undefined {
  return catalogues[language][area]?.[key] ?? catalogues.nl[area]?.[key];
}

export function fill(text: string, vars?: Record<string, string | number>): string {
  if (!vars) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(vars[name] ?? whole));
}

function translator(): Translate<Areas> {
  const now = language;
  const t = (key: string, vars?: Record<string, string | number>) => fill(lookUp(key), vars);
  const count = (key: string, n: number, vars?: Record<string, string | number>) =>
    fill(lookUp(`${key}.${n === 1 ? "one" : "other"}`), { n, ...vars });
  return Object.assign(t, { count, language: now }) as unknown as Translate<Areas>;
}

let current = { version: -1, t: translator() };
/** The translator of this moment: stable until the language changes. Outside components, prefer a hook. */
export function translate<A extends Areas>(): Translate<A> {
  if (current.version !== version) current = { version, t: translator() };
  return current.t as unknown as Translate<A>;
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** The hook each face narrows to its own areas. */
export function useTranslate<A extends Areas>(): Translate<A> {
  useSyncExternalStore(subscribe, () => version, () => version);
  return translate<A>();
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => language, () => language);
}

/** The reader's language out of a text the server holds in both: `inLanguage(t.language, signal, "why")`. Dutch when English is empty. */
export function inLanguage<K extends string>(now: Language, from: { readonly [key in `${K}Nl` | `${K}En`]?: string }, key: K): string {
  return (now === "en" && from[`${key}En`]) || from[`${key}Nl`] || "";
}
