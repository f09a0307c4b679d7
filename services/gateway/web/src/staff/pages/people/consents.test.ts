import { describe, expect, it } from "vitest";
import { endOfDay, holds, overSince, textFor } from "./consents";

const now = Date.parse("2026-10-15T09:00:00Z");

describe("a yes", () => {
  it("holds until it is taken back or its end has come", () => {
    expect(holds({}, now)).toBe(true);
    expect(holds({ endTime: "2026-10-15T09:00:01Z" }, now)).toBe(true);
    expect(holds({ endTime: "2026-10-15T09:00:00Z" }, now)).toBe(false);
    expect(holds({ withdrawTime: "2026-10-14T09:00:00Z" }, now)).toBe(false);
  });

  it("tells since when it is over", () => {
    expect(overSince({}, now)).toBeUndefined();
    expect(overSince({ endTime: "2026-10-14T09:00:00Z" }, now)).toBe("2026-10-14T09:00:00Z");
    expect(overSince({ endTime: "2026-12-14T09:00:00Z", withdrawTime: "2026-10-01T09:00:00Z" }, now)).toBe("2026-10-01T09:00:00Z");
  });

  it("holds on the day that is named, too", () => {
    const end = endOfDay("2026-10-15");
    expect(new Date(end ?? "").getDate()).toBe(15);
    expect(new Date(end ?? "").getHours()).toBe(23);
    expect(endOfDay("")).toBeUndefined();
    expect(endOfDay("some day")).toBeUndefined();
  });

  it("finds its text by its purpose", () => {
    const texts = [{ key: "network_map", version: 2 }, { key: "story", version: 1 }];
    expect(textFor("PURPOSE_NETWORK_MAP", texts)?.version).toBe(2);
    expect(textFor("PURPOSE_MATCHING", texts)).toBeUndefined();
  });
});
