import { describe, expect, it } from "vitest";
import { initials, poolOf } from "./Initials";
import { matches } from "./search";

describe("matches", () => {
  it.each([
    ["Renée de Vries", "renee", true],
    ["Renée de Vries", "vr ren", true],
    ["Jan-Willem Bos", "willem", true],
    ["Renée de Vries", "nee", false],
    ["Ahmed", "", true],
  ])("%s, typed %j: %s", (text, typed, expected) => expect(matches(text, typed)).toBe(expected));
});

describe("initials", () => {
  it.each([
    ["Renée de Vries", "RV"],
    ["Bo", "B"],
    ["", ""],
    ["Élise van 't Hof", "ÉH"],
  ])("%s → %s", (name, expected) => expect(initials(name)).toBe(expected));
  it("gives the same name the same colour", () => expect(poolOf("Renée")).toBe(poolOf("Renée")));
});
