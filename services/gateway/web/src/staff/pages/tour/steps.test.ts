import { describe, expect, it } from "vitest";
import { placesFor } from "../../navigation";
import { tourFor } from "./steps";

const ids = (...roles: Parameters<typeof tourFor>[0][number][]) => tourFor(roles).map(({ id }) => id);

describe("the tour", () => {
  it("is each role's own, and short", () => {
    expect(ids("support_worker")).toEqual(["welcome", "today", "people", "networkers", "matches", "activities", "safety", "intervision", "end"]);
    expect(ids("organisation_admin")).toEqual(["welcome", "organisation", "colleagues", "texts", "systems", "rights", "end"]);
    expect(ids("coordinator")).toContain("organisation");
    expect(ids("network_lead")).toContain("insight");
    expect(ids("region_coordinator")).toEqual(["welcome", "region", "rights", "end"]);
    expect(ids("platform_operator")).toEqual(["welcome", "rights", "end"]);
    for (const role of ["support_worker", "network_lead", "coordinator", "organisation_admin"] as const) expect(ids(role).length).toBeLessThan(12);
  });

  it("says a thing once to who has two roles", () => {
    const both = ids("support_worker", "network_lead", "coordinator");
    expect(new Set(both).size).toBe(both.length);
  });

  it("goes only where the menu of that role goes", () => {
    for (const role of ["support_worker", "network_lead", "coordinator", "organisation_admin", "region_coordinator"] as const) {
      const menu = placesFor([role]).map((place) => place.to as string);
      for (const { to } of tourFor([role])) {
        if (!to || to === "/organisatie/wie-mag-wat") continue; // everybody may read who may do what
        expect(menu, `${role} is sent to ${to}`).toContain(to.replace(/\?.*/, ""));
      }
    }
  });
});
