import { describe, expect, it } from "vitest";
import { cell, toBase64, toCSV } from "./csv";

describe("CSV", () => {
  it.each(["=1+1", "+31", "-2", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(\"http://x\")"])("never lets %j become a formula", (text) => {
    expect(cell(text).replace(/^"/, "").startsWith("'")).toBe(true);
  });

  it("quotes what would break the row, and leaves the rest alone", () => {
    expect(cell('een; "twee"')).toBe('"een; ""twee"""');
    expect(cell("C100003")).toBe("C100003");
    expect(cell(12)).toBe("12");
    expect(toCSV([["Regel", "Waarom"], [2, "Geen naam"]])).toBe("\ufeffRegel;Waarom\r\n2;Geen naam\r\n");
  });

  it("turns bytes of any size into base64", () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
    expect(Buffer.from(toBase64(bytes), "base64").equals(bytes)).toBe(true);
  });
});
