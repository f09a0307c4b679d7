/** A page may only speak with areas of the catalogue that are there when it shows: those of the first load, and those its routes name. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const src = fileURLToPath(new URL("../", import.meta.url));
const read = (path: string) => readFileSync(path, "utf8");

function fileOf(from: string, what: string): string | undefined {
  const base = what.startsWith("@/") ? join(src, what.slice(2)) : what.startsWith(".") ? join(dirname(from), what) : undefined;
  return base && [`${base}.tsx`, `${base}.ts`].find((path) => existsSync(path));
}

/** Everything a module brings along, itself first; catalogues and routes aside. */
function alongWith(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path) || /\/(i18n|pictograms)\//.test(path) || /(router|routes)\.tsx?$/.test(path)) return seen;
  seen.add(path);
  for (const [, what] of read(path).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
    const file = what && fileOf(path, what);
    if (file) alongWith(file, seen);
  }
  return seen;
}

function spokenBy(path: string, areas: readonly string[]): string[] {
  const key = new RegExp(`["'\`](${areas.join("|")})\\.(?!v\\d)[\\w$]`, "g");
  return [...new Set([...alongWith(path)].flatMap((file) => [...read(file).matchAll(key)].map((match) => match[1] ?? "")))];
}

const laterOf = (face: string) => {
  const text = read(join(src, `i18n/${face}.ts`));
  return [...text.matchAll(/^ {2}(\w+): \{ nl:/gm)].map((match) => match[1] ?? "");
};

describe.each(["staff", "client"])("areas of the %s face", (face) => {
  const later = laterOf(face);
  const pages = join(src, face, "pages");
  const routeFiles = readdirSync(pages).map((area) => join(pages, area, "routes.ts")).filter((path) => existsSync(path));

  it("knows the areas and the routes", () => {
    expect(later.length).toBeGreaterThan(0);
    expect(routeFiles.length).toBeGreaterThan(3);
  });

  it.each(routeFiles)("%s names what its pages speak with", (routes) => {
    const text = read(routes);
    const named = [...text.matchAll(/pagesWith\(([^)]*)\)/g)].flatMap((match) => [...(match[1] ?? "").matchAll(/"(\w+)"/g)].map((area) => area[1] ?? ""));
    for (const [, what] of text.matchAll(/import\("(\.[^"]+)"\)/g)) {
      const file = what && fileOf(routes, what);
      if (!file) continue;
      const missing = spokenBy(file, later).filter((area) => !named.includes(area));
      expect(missing, `${what} uses texts that are not loaded with it: add them to pagesWith(…)`).toEqual([]);
    }
  });

  it("has what stands around every page in the first load", () => {
    expect(spokenBy(join(src, face, "main.tsx"), later)).toEqual([]);
  });
});
