import { describe, expect, it } from "vitest";
import { type Facts, isBeginning, nextOf, stepsFor } from "./steps";

const nothing: Facts = { location: false, colleague: false, leads: false, someLeads: false, ownText: false, client: false, wish: false, networker: false, match: false };
const ids = (...roles: Parameters<typeof stepsFor>[0][number][]) => stepsFor(roles).map(({ id }) => id);

describe("the first steps", () => {
  it("are those of somebody's own work", () => {
    expect(ids("organisation_admin")).toEqual(["location", "colleague", "leads", "ownText"]);
    expect(ids("coordinator")).toEqual(["location", "colleague", "leads", "client", "ownText"]);
    expect(ids("support_worker")).toEqual(["client", "wish", "networker", "match"]);
    expect(ids("support_worker", "network_lead")).toEqual(["client", "wish", "networker", "match"]);
    expect(ids("platform_operator")).toEqual([]);
  });

  it("stand there once for who has more roles", () => {
    expect(ids("coordinator", "organisation_admin", "support_worker")).toEqual(["location", "colleague", "leads", "ownText", "client", "wish", "networker", "match"]);
  });

  it("are over with the data, and with the first match", () => {
    const guiding = stepsFor(["support_worker"]);
    expect(nextOf(guiding, nothing)?.id).toBe("client");
    expect(nextOf(guiding, { ...nothing, client: true })?.id).toBe("wish");
    // No order is forced: who has a networker before a wish is not sent back past it.
    expect(nextOf(guiding, { ...nothing, client: true, networker: true })?.id).toBe("wish");
    expect(isBeginning(guiding, { ...nothing, client: true, wish: true, networker: true })).toBe(true);
    expect(isBeginning(guiding, { ...nothing, match: true })).toBe(false);
  });

  it("do not wait for a text that may stay as it is", () => {
    const organising = stepsFor(["organisation_admin"]);
    expect(isBeginning(organising, { ...nothing, location: true, colleague: true, leads: true, someLeads: true })).toBe(false);
    expect(nextOf(organising, { ...nothing, location: true, colleague: true, leads: true, someLeads: true })).toBeUndefined();
    expect(isBeginning(organising, { ...nothing, location: true, leads: true, someLeads: true, ownText: true })).toBe(true);
  });

  it("are over in an organisation that lacks two leads at one of its locations, and until then those are the next thing", () => {
    const organising = stepsFor(["organisation_admin"]);
    expect(isBeginning(organising, { ...nothing, location: true, colleague: true })).toBe(true);
    expect(isBeginning(organising, { ...nothing, location: true, colleague: true, someLeads: true })).toBe(false);
    expect(nextOf(stepsFor(["coordinator"]), { ...nothing, location: true, colleague: true })?.id).toBe("leads");
  });

  it("ask nothing of who has none", () => {
    expect(isBeginning([], nothing)).toBe(false);
  });
});
