import { describe, expect, it } from "vitest";
import { clientFrom, draftOf, mistakes } from "./about";
import type { Client } from "./queries";

const lieke: Client = {
  id: "c1",
  etag: "7",
  givenName: "Lieke",
  familyName: "ten Schouten",
  birthYear: 1964,
  locationId: "l1",
  aids: ["picto's"],
  profile: {
    interests: ["koken", "samen eten"],
    talents: ["luisteren"],
    couldMean: "Een praatje maken.",
    dayparts: ["DAYPART_WEEKDAY_EVENING"],
    travelKm: 5,
    company: "COMPANY_GROUP",
    communication: "COMMUNICATION_PICTURES",
    area: "6591",
  },
  situation: { alone: "ALONE_MOSTLY", lonely: "LONELY_NOT_SAID" },
  representative: { name: "Truus Testpersoon", kind: "KIND_MENTOR" },
};

describe("the form about somebody", () => {
  it("gives back what it was given", () => {
    expect(clientFrom(draftOf(lieke), "c1")).toEqual(lieke);
  });

  it("N-02: alone and lonely travel apart, neither filled in from the other", () => {
    const draft = draftOf({ ...lieke, situation: { alone: "ALONE_MOSTLY" } });
    expect(draft.lonely).toBe("LONELY_UNSPECIFIED");
    expect(clientFrom({ ...draft, alone: "ALONE_SELDOM" }, "c1").situation).toEqual({ alone: "ALONE_SELDOM", lonely: "LONELY_UNSPECIFIED" });
  });

  it("begins empty for somebody of whom only the name is known (X-04)", () => {
    const draft = draftOf({ id: "c2", givenName: "Sem" });
    expect(mistakes(draft)).toEqual({ birthYear: false, area: false });
    expect(clientFrom(draft, "c2").birthYear).toBe(0);
  });

  it("says what a postal code and a year look like", () => {
    expect(mistakes({ ...draftOf(lieke), area: "6591 AA", birthYear: "64" })).toEqual({ birthYear: true, area: true });
  });
});
