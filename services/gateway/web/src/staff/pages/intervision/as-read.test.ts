import { describe, expect, it } from "vitest";
import { asRead } from "./as-read";

describe("words that could be a name", () => {
  it("stand together as they were written", () => {
    expect(asRead("Dat zagen we in De Wiel. Wiel is fijn, Karel ook.", ["De", "Wiel", "Karel"])).toEqual(["De Wiel", "Wiel", "Karel"]);
    expect(asRead("Met Jan, Piet en Jan", ["Jan", "Piet"])).toEqual(["Jan", "Piet"]);
  });

  it("are never left out", () => {
    expect(asRead("met D.Janssen", ["Janssen", "Onbekend"])).toEqual(["Janssen", "Onbekend"]);
  });
});
