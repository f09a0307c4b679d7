import { describe, expect, it } from "vitest";
import { fromWords, toWords } from "./words";

describe("words", () => {
  it("reads what people type, once each, without the empty ones", () => {
    expect(toWords(" koken,  film ,,koken; samen   eten\n")).toEqual(["koken", "film", "samen eten"]);
    expect(toWords("")).toEqual([]);
  });

  it("writes them back as they were read", () => {
    expect(toWords(fromWords(["de weg vinden", "luisteren"]))).toEqual(["de weg vinden", "luisteren"]);
    expect(fromWords(undefined)).toBe("");
  });
});
