import { describe, expect, it } from "vitest";
import { placesFor } from "./navigation";

describe("placesFor", () => {
  it("keeps the organisation out of a support worker's menu", () => {
    expect(placesFor(["support_worker"]).map((place) => place.to)).toEqual([
      "/", "/mensen", "/netwerkers", "/koppelingen", "/activiteiten", "/intervisie", "/team",
    ]);
  });
  it("shows a coordinator the organisation", () => {
    expect(placesFor(["coordinator"]).map((place) => place.to)).toContain("/organisatie");
  });
});
