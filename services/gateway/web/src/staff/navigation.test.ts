import { describe, expect, it } from "vitest";
import { alsoIn, places, placesFor } from "./navigation";

describe("placesFor", () => {
  it("keeps the organisation out of a support worker's menu", () => {
    expect(placesFor(["support_worker"]).map((place) => place.to)).toEqual([
      "/", "/mensen", "/netwerkers", "/koppelingen", "/activiteiten", "/intervisie", "/team",
    ]);
  });
  it("leads who administers to no page that is not for them", () => {
    expect(placesFor(["organisation_admin"]).map((place) => place.to)).toEqual(["/", "/team", "/organisatie"]);
  });
  it("brings who coordinates the region to the region, and nobody else by the menu", () => {
    expect(placesFor(["region_coordinator"]).map((place) => place.to)).toEqual(["/", "/regio", "/team"]);
    for (const role of ["support_worker", "network_lead", "coordinator", "organisation_admin"] as const) {
      expect(placesFor([role]).map((place) => place.to as string)).not.toContain("/regio");
    }
  });
  it("shows a coordinator the organisation", () => {
    expect(placesFor(["coordinator"]).map((place) => place.to)).toContain("/organisatie");
  });
});

describe("alsoIn", () => {
  it("keeps plans and the region with the matches, and nothing that only begins alike", () => {
    const belonging = (path: string) => places.filter((place) => alsoIn(place, path)).map((place) => place.to);
    expect(belonging("/plan")).toEqual(["/koppelingen"]);
    expect(belonging("/regio/wensen/1")).toEqual(["/koppelingen"]);
    expect(belonging("/plannen")).toEqual([]);
  });
});
