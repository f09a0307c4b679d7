import { describe, expect, it } from "vitest";
import type { Field, Item, Section } from "@/app/personal-data";
import { Close, Further } from "@/client/drawings";
import { RaisedHand, SpeechBalloon, ThumbsUp } from "@/pictograms";
import { headOf, linePicture, pictureNameOf, plainLines } from "./lines";
import { inOrder, themeKeys, themeOf, themes, toldOf } from "./themes";

const field = (key: string, raw: unknown, words = String(raw)): Field => ({ key, raw: JSON.stringify(raw), wordsNl: words ? [words] : [], wordsEn: words ? [words] : [], labelNl: key, labelEn: key });
const item = (...fields: Field[]): Item => ({ id: "1", fields });
const section = (key: string, ...items: Item[]): Section => ({ key, titleNl: key, titleEn: key, items });
const told = (key: string) => section(key, item(field("words", "iets")));

describe("what is kept, in a handful of subjects", () => {
  it("gives each part one subject, and loses none that nobody placed", () => {
    const placed = themeKeys.flatMap((key) => [...themes[key].first, ...themes[key].later]);
    expect(new Set(placed).size).toBe(placed.length);
    const all = [...placed, "nieuw_onderdeel"].map(told);
    expect(inOrder(all).map(({ key }) => key).sort()).toEqual(all.map(({ key }) => key).sort());
    expect(themeOf("nieuw_onderdeel")).toBe("mag");
  });

  it("leaves out what says nothing, and shows the rest where there is nothing else", () => {
    expect(toldOf([section("wish"), told("step"), told("matching_wish")], "wil")).toEqual({ first: [told("step")], later: [told("matching_wish")] });
    expect(toldOf([told("matching_wish")], "wil")).toEqual({ first: [told("matching_wish")], later: [] });
  });
});

describe("the lines of a thing", () => {
  const wish = item(field("own_words", "Ik wil vissen."), field("picture", "fishing-pole", "Vissen"), field("created_at", "2026-11-22T22:07:24Z", "22 november"), field("empty", "", ""));

  it("tells what somebody would tell, and a thing with only moments tells those", () => {
    expect(plainLines(section("wish"), wish).map(({ key }) => key)).toEqual(["own_words"]);
    expect(plainLines(section("map_snapshot"), item(field("taken_at", "2026-11-22", "22 november"))).map(({ key }) => key)).toEqual(["taken_at"]);
    expect(plainLines(section("me"), item(field("given_name", "Noor"), field("number", "D1"))).map(({ key }) => key)).toEqual(["given_name"]);
  });

  it("knows a thing by its own words, with its own picture", () => {
    expect(headOf(section("growth_note"), item(field("kind", "want_to_try"), field("words", "Koken")))?.key).toBe("words");
    expect(pictureNameOf(wish)).toBe("fishing-pole");
  });

  it("has a picture for every line, by what it says where that is one word", () => {
    expect(linePicture(field("circle", "close"))).toBe(Close);
    expect(linePicture(field("circle", "further"))).toBe(Further);
    expect(linePicture(field("own_yes", true))).toBe(ThumbsUp);
    expect(linePicture(field("answer", "no"))).toBe(RaisedHand);
    expect(linePicture(field("zomaar", "iets"))).toBe(SpeechBalloon);
  });
});
