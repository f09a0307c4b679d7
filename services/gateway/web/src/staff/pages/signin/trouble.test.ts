import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { troubleOf, troubles } from "./trouble";

const gateway = fileURLToPath(new URL("../../../../../internal/signin/answers.go", import.meta.url));

describe("why somebody did not get in", () => {
  it("has words for every reason of the gateway", () => {
    const given = [...readFileSync(gateway, "utf8").matchAll(/failure\s+= "([A-Z_]+)"/g)].map((match) => match[1] ?? "");
    expect(given.length).toBeGreaterThan(10);
    expect([...troubles].sort()).toEqual(given.sort());
  });

  it("takes a reason it does not know for a mistake of ours", () => {
    expect(troubleOf("NO_ROLE")).toBe("NO_ROLE");
    expect(troubleOf("constructor")).toBe("OUR_MISTAKE");
  });
});
