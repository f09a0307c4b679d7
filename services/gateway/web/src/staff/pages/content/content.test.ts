import { describe, expect, it } from "vitest";
import { wordsOf } from "@/app/templates";
import { differences } from "./compare";
import { draftOf, moved, newKey, newLine, templateFrom } from "./draft";
import { kindOf, kinds, slugOf } from "./kinds";

const first = {
  kind: "KIND_TALK_TOOL" as const, key: "walk", version: 1, titleNl: "Wandelen", titleEn: "Walking", introNl: "Loop samen.",
  parts: [{ key: "a", textNl: "Waarheen?", textEn: "Where to?" }, { key: "b", textNl: "Met wie?" }],
};

describe("two versions of a text", () => {
  it("are compared line by line, by their keys", () => {
    const second = { ...first, introNl: "", parts: [{ key: "c", textNl: "Hoe laat?" }, { key: "a", textNl: "Waar naartoe?", textEn: "Where to?" }] };
    expect(differences("nl", first, second)).toEqual([
      { at: "intro", was: "Loop samen." },
      { at: "c", now: "Hoe laat?" },
      { at: "a", was: "Waarheen?", now: "Waar naartoe?" },
      { at: "b", was: "Met wie?" },
    ]);
    expect(differences("nl", first, first)).toEqual([]);
  });

  it("show Dutch where there is no English", () => {
    expect(wordsOf("en", first)).toBe("Loop samen. Where to? Met wie?");
    expect(wordsOf("nl", undefined)).toBe("");
  });
});

describe("the form", () => {
  it("gives back what it was made of", () => {
    const template = templateFrom(draftOf(first), first);
    expect(template.version).toBe(1);
    expect(template.parts?.map((part) => part.key)).toEqual(["a", "b"]);
    expect(template.titleEn).toBe("Walking");
  });

  it("moves a line and leaves the others in order", () => {
    const lines = [newLine(), newLine(), newLine()];
    expect(moved(lines, 2, 0)).toEqual([lines[2], lines[0], lines[1]]);
    expect(moved(lines, 0, -1)).toEqual(lines);
    expect(moved(lines, 2, 3)).toEqual(lines);
  });

  it("makes keys the server takes", () => {
    expect(newKey()).toMatch(/^[a-z_]{1,40}$/);
    expect(newKey()).not.toBe(newKey());
  });

  it("has a word in the address for every kind", () => {
    for (const kind of kinds) expect(kindOf(slugOf(kind))).toBe(kind);
    expect(kindOf("iets")).toBeUndefined();
  });
});
