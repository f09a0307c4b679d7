import { describe, expect, it } from "vitest";
import { greetingFor } from "./greeting";

describe("greetingFor", () => {
  it.each([
    ["2026-01-15T10:59:00Z", "today.greeting.morning"],
    ["2026-01-15T11:00:00Z", "today.greeting.afternoon"],
    ["2026-07-15T16:00:00Z", "today.greeting.evening"],
    ["2026-07-14T22:30:00Z", "today.greeting.morning"],
  ])("%s: %s", (time, expected) => expect(greetingFor(new Date(time))).toBe(expected));
});
