import { describe, expect, it } from "vitest";
import type { Role } from "@/api/session";
import { concernPage, hasWholeIds, isOfOneself, ofOneself, placeOf, places, placesFor } from "./navigation";
import { router } from "./router";
import { shellRoute } from "./root";

const all: Role[] = ["support_worker", "network_lead", "coordinator", "organisation_admin", "region_coordinator"];

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

// In no place of the menu, and why.
const apart: Record<string, string> = {
  [concernPage]: "is the button below the menu, which lights itself",
  ...Object.fromEntries(ofOneself.map((page) => [page, "stands in the menu of oneself, which lights itself"])),
  "/voorbeeld": "is there in development only, to copy from",
};
const isApart = (path: string) => Object.keys(apart).some((page) => path === page || path.startsWith(`${page}/`));

const pages = Object.values(router.routesByPath).filter((route) => route.parentRoute === shellRoute).map((route) => route.fullPath.replace(/(.)\/$/, "$1"));
/** As it would stand in an address bar. */
const typed = (path: string) => path.replace(/\$\w+/g, "00000000-0000-4000-8000-000000000001");

describe("placeOf", () => {
  it("knows the pages", () => expect(pages.length).toBeGreaterThan(70));

  it.each(pages)("%s stands in one place of the menu, or says why in none", (page) => {
    const lit = placeOf(typed(page), {}, all);
    if (!lit) expect(isApart(page), `${page} lights nothing: give it to a place ("also"), or say why not`).toBe(true);
    const claimed = places.filter((place) => page === place.to || (place.to !== "/" && page.startsWith(`${place.to}/`)));
    expect(claimed.length).toBeLessThan(2);
  });

  it("gives every place that takes pages in a page that is there", () => {
    for (const place of places) {
      for (const page of "also" in place ? place.also : []) expect([...pages].map((path) => path as string)).toContain(page.split("?")[0]);
    }
  });

  it("keeps a card with whom or what it is about", () => {
    expect(placeOf("/overlegkaart", { persoon: "1" }, ["support_worker"])?.to).toBe("/mensen");
    expect(placeOf("/overlegkaart", { koppeling: "1" }, ["support_worker"])?.to).toBe("/koppelingen");
  });
  it("lights the region only for who has it in the menu, and the matches for everybody else", () => {
    expect(placeOf("/regio/wensen/1", {}, ["region_coordinator", "coordinator"])?.to).toBe("/regio");
    expect(placeOf("/regio/wensen/1", {}, ["coordinator"])?.to).toBe("/koppelingen");
  });
  it("takes in nothing that only begins alike", () => {
    expect(placeOf("/plannen", {}, all)).toBeUndefined();
    expect(placeOf("/zorg", {}, all)).toBeUndefined();
  });
  it("leaves who-may-do-what to the menu of oneself for who has no organisation in the menu", () => {
    expect(placeOf("/organisatie/wie-mag-wat", {}, ["support_worker"])).toBeUndefined();
    expect(placeOf("/organisatie/wie-mag-wat", {}, ["coordinator"])?.to).toBe("/organisatie");
    expect(isOfOneself("/organisatie/wie-mag-wat")).toBe(true);
  });
});

describe("hasWholeIds", () => {
  it("knows an address that was broken off", () => {
    expect(hasWholeIds({ clientId: "01a2054c-accf-77e7-a4f7-9567ed54e5a9", kind: "toestemming" })).toBe(true);
    expect(hasWholeIds({ clientId: "01a2054c-accf-77e7" })).toBe(false);
    expect(hasWholeIds({ kind: "x", key: "y", year: "2026", methodKey: "mine" })).toBe(true);
    expect(hasWholeIds({})).toBe(true);
  });
});
