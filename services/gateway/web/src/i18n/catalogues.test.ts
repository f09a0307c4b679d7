import { describe, expect, it } from "vitest";
import { fill } from "./core";

type Module = { default: Record<string, string> };
const load = (modules: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(modules).map(([path, module]) => [path.replace(/^.*\/(.+)\.ts$/, "$1"), (module as Module).default]),
  );
const nl = load(import.meta.glob("./nl/*.ts", { eager: true }));
const en = load(import.meta.glob(["./en/*.ts", "!./en/*-areas.ts"], { eager: true }));
const clientAreas = Object.keys(nl).filter((area) => area === "client" || area.startsWith("client-"));
const variables = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe("catalogues", () => {
  it("has every Dutch area in English", () => {
    expect(Object.keys(nl).length).toBeGreaterThan(8);
    expect(Object.keys(en).sort()).toEqual(Object.keys(nl).sort());
  });

  it.each(Object.keys(nl))("keeps the keys and variables of %s in English", (area) => {
    const source = nl[area] ?? {};
    const target = en[area] ?? {};
    expect(Object.keys(target).sort()).toEqual(Object.keys(source).sort());
    for (const [key, text] of Object.entries(source)) {
      expect(variables(target[key] ?? ""), `${area}.${key}`).toEqual(variables(text));
      expect(text.trim(), `${area}.${key} is empty`).not.toBe("");
    }
  });

  it("never tells a client that something is verplicht (X-04)", () => {
    for (const catalogue of [...clientAreas.flatMap((area) => [nl[area], en[area]]), nl.common, en.common]) {
      const words = Object.values(catalogue ?? {}).join("\n");
      expect(words).not.toMatch(/verplicht|required|mandatory|compulsory/i);
    }
  });

  it("fills variables and leaves unknown ones alone", () => {
    expect(fill("Dag {name}, {other}", { name: "Ann" })).toBe("Dag Ann, {other}");
  });
});
