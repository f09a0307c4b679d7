import { describe, expect, it } from "vitest";
import { concernAbout, sentencesOf } from "./concern";

const id = "01900000-0000-7000-8000-0000000000aa";

describe("concernAbout", () => {
  it("takes along the match or the person somebody is looking at", () => {
    expect(concernAbout(`/koppelingen/${id}`)).toEqual({ match: id });
    expect(concernAbout(`/koppelingen/${id}/gesprek`)).toEqual({ match: id });
    expect(concernAbout(`/mensen/${id}`)).toEqual({ client: id });
  });

  it("takes nothing along from elsewhere", () => {
    expect(concernAbout("/")).toEqual({});
    expect(concernAbout("/koppelingen/nieuw")).toEqual({});
    expect(concernAbout("/mensen")).toEqual({});
    expect(concernAbout(`/tussenstand/${id}`)).toEqual({});
  });
});

describe("sentencesOf", () => {
  it("keeps a question with its answer", () => {
    expect(sentencesOf("Is er nu gevaar? Bel 112. Is het dringend? Bel of zoek de begeleider. Je zorg is doorgegeven: iemand belt.")).toEqual([
      "Is er nu gevaar? Bel 112.",
      "Is het dringend? Bel of zoek de begeleider.",
      "Je zorg is doorgegeven: iemand belt.",
    ]);
  });

  it("loses nothing of a text without full stops", () => {
    expect(sentencesOf("Bel de achterwacht")).toEqual(["Bel de achterwacht"]);
    expect(sentencesOf("Bel 112. Dan de achterwacht")).toEqual(["Bel 112.", "Dan de achterwacht"]);
  });
});
