import { describe, expect, it } from "vitest";
import en from "@/i18n/en/organisation";
import nl from "@/i18n/nl/organisation";
import { organisationGroups, organisationParts, partsFor } from "./parts";

describe("the parts of the organisation", () => {
  it("each stands once, in a group that is shown, with words in both languages and somewhere to go", () => {
    const ids = organisationParts.map((part) => part.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const part of organisationParts) {
      expect(organisationGroups, part.id).toContain(part.group);
      expect("show" in part !== "to" in part, `${part.id}: a component or a page of its own`).toBe(true);
      for (const words of [nl, en] as Record<string, string>[]) {
        expect(words[`part.${part.id}`], part.id).toBeTruthy();
        expect(words[`about.${part.id}`], part.id).toBeTruthy();
      }
    }
  });

  it("shows each role only what is for that role", () => {
    expect(partsFor(["client"])).toEqual([]);
    const lead = partsFor(["network_lead"]).map((part) => part.id);
    expect(lead).toContain("netwerkkaart");
    expect(lead).not.toContain("collegas");
    expect(partsFor(["organisation_admin"]).map((part) => part.id)).toContain("collegas");
  });
});
