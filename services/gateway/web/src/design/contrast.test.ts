/**
 * Contrast, proven from the tokens themselves: in light and in dark, and for whatever accent an organisation brings. WCAG 2.2:
 * 4.5 for text, 3 for large letters and for lines and marks that say something.
 */
import { readFileSync } from "node:fs";
import { clampRgb, type Color, converter, differenceCiede2000, parse, wcagContrast } from "culori";
import { describe, expect, test } from "vitest";
import { contactKinds } from "@/app/contact-kinds";

type Theme = "light" | "dark";
const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
const root = css.slice(css.indexOf(":root {"), css.indexOf("}"));
const declared = new Map([...root.matchAll(/--([a-z-]+):\s*([^;]+);/g)].map(([, name, value]) => [name as string, (value as string).replace(/\s+/g, " ").trim()]));
const oklch = converter("oklch");

/** The two halves of light-dark(…), commas within brackets left alone. */
function halves(value: string): [string, string] {
  let depth = 0;
  for (let n = 0; n < value.length; n += 1) {
    if (value[n] === "(") depth += 1;
    else if (value[n] === ")") depth -= 1;
    else if (value[n] === "," && depth === 0) return [value.slice(0, n).trim(), value.slice(n + 1).trim()];
  }
  throw new Error(`not two colours: ${value}`);
}

/** `oklch(from var(--organisation-accent) 0.43 clamp(0.05, c, 0.15) h)` as the browser works it out. */
function fromAccent(value: string, accent: string): Color | undefined {
  const found = /^oklch\(from var\(--organisation-accent\) ([\d.]+) clamp\(([\d.]+), c, ([\d.]+)\) h\)$/.exec(value);
  if (!found) return undefined;
  const own = oklch(parse(accent));
  const [, l, least, most] = found.map(Number) as [number, number, number, number];
  return { mode: "oklch", l, c: Math.min(most, Math.max(least, own?.c ?? 0)), h: own?.h ?? 0 };
}

function colour(name: string, theme: Theme, accent: string): Color {
  const whole = declared.get(name);
  if (!whole) throw new Error(`no token --${name}`);
  const value = whole.startsWith("light-dark(") ? halves(whole.slice("light-dark(".length, -1))[theme === "light" ? 0 : 1] : whole;
  const found = fromAccent(value, accent) ?? parse(value);
  if (!found) throw new Error(`--${name} is no colour: ${value}`);
  return clampRgb(found);
}

const grounds = ["paper", "surface", "sunken", "raised"];
const pools = ["apricot", "leaf", "sky", "rose", "lilac"];
// Text or mark, what it stands on, and how much contrast that takes.
const pairs: [string, string, number][] = [
  ...grounds.flatMap((ground): [string, string, number][] => [
    ["ink", ground, 7], ["ink-soft", ground, 4.5], ["accent", ground, 4.5], ["accent-strong", ground, 4.5], ["care", ground, 4.5],
    ["line-strong", ground, 3], ["focus", ground, 3],
  ]),
  ...pools.flatMap((pool): [string, string, number][] => [["ink", `${pool}-wash`, 7], ["ink-soft", `${pool}-wash`, 4.5], [`${pool}-deep`, `${pool}-wash`, 4.5], [`${pool}-deep`, "surface", 4.5]]),
  ["ink", "accent-wash", 7], ["ink-soft", "accent-wash", 4.5], ["accent", "accent-wash", 4.5], ["accent-strong", "accent-wash", 4.5],
  ["ink", "care-wash", 7], ["care", "care-wash", 4.5],
  ["on-accent", "accent", 4.5], ["on-accent", "accent-strong", 4.5],
];

// Any colour somebody's house style may have: around the circle, pale and loud, and grey, black and white.
const accents = ["#7a2e57", "#000000", "#ffffff", "#808080", ...Array.from({ length: 36 }, (_, n) => [`oklch(0.9 0.05 ${n * 10})`, `oklch(0.6 0.25 ${n * 10})`, `oklch(0.3 0.1 ${n * 10})`]).flat()];

describe.each(["light", "dark"] as const)("in %s", (theme) => {
  test.each(pairs)("%s on %s has at least %d", (text, ground, least) => {
    const followsAccent = [text, ground].some((name) => declared.get(name)?.includes("organisation-accent"));
    for (const accent of followsAccent ? accents : ["#7a2e57"]) {
      expect(wcagContrast(colour(text, theme, accent), colour(ground, theme, accent)), `accent ${accent}`).toBeGreaterThanOrEqual(least);
    }
  });
});

test("the browser would see a token that is too pale", () => {
  expect(wcagContrast(parse("oklch(0.75 0.03 330)") as Color, colour("paper", "light", "#7a2e57"))).toBeLessThan(4.5);
});

describe("the kinds of contacts on a network map", () => {
  const kinds = [...readFileSync(new URL("./circles-kinds.css", import.meta.url), "utf8").matchAll(/\[data-kind="(\w+)"\] \{ --kind: (oklch\([^)]*\)); --kind-deep: (oklch\([^)]*\)); \}/g)]
    .map(([, name = "", wash = "", deep = ""]) => ({ name, wash: clampRgb(parse(wash) as Color), deep: clampRgb(parse(deep) as Color) }));

  test("have a colour each, for everything one can choose", () => {
    expect(kinds.map(({ name }) => name).sort()).toEqual(Object.keys(contactKinds).sort());
  });

  test("can be told apart, and carry letters and a line that one sees on every ring", () => {
    const differs = differenceCiede2000();
    for (const [n, one] of kinds.entries()) {
      expect(wcagContrast(one.deep, one.wash), one.name).toBeGreaterThanOrEqual(4.5);
      expect(wcagContrast(one.deep, colour("apricot-wash", "light", "#7a2e57")), one.name).toBeGreaterThanOrEqual(4.5);
      expect(wcagContrast(one.wash, colour("apricot-wash", "dark", "#7a2e57")), one.name).toBeGreaterThanOrEqual(4.5);
      // Colour is never alone: each has its picture as well.
      for (const other of kinds.slice(n + 1)) expect(differs(one.wash, other.wash), `${one.name} and ${other.name}`).toBeGreaterThan(10);
    }
  });

  test("have a picture each that no other has", () => {
    const pictures = Object.values(contactKinds);
    expect(new Set(pictures).size).toBe(pictures.length);
  });
});
