import { describe, expect, it } from "vitest";
import { codeFrom } from "./card-code";

const made = "A".repeat(60) + "_-09";

describe("codeFrom", () => {
  it("finds the code of a card in what a camera read and in an address", () => {
    expect(codeFrom(`https://optrek.example.org/kaart#${made}`)).toBe(made);
    expect(codeFrom(`#${made}`)).toBe(made);
    expect(codeFrom(made)).toBe(made);
  });

  it("makes nothing of what is no card of ours", () => {
    for (const text of ["", "#", "https://example.org/", `#${made}A`, `#${made.slice(1)}`, `#${made.slice(1)}!`, "WIFI:S:thuis;P:geheim;;"]) {
      expect(codeFrom(text), text).toBe("");
    }
  });
});
