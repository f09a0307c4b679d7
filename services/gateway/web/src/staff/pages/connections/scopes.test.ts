/** The sentences about what a system may do, beside what the contract lets it do. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import en from "@/i18n/en/connections";
import nl from "@/i18n/nl/connections";
import { isScope, scopes } from "./scopes";

const proto = fileURLToPath(new URL("../../../../../../../proto/optrek/", import.meta.url));

function grantable(): Set<string> {
  const files = readdirSync(proto, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".proto"));
  return new Set(files.flatMap((path) => [...readFileSync(proto + path, "utf8").matchAll(/^\s+scope: "([^"]+)"/gm)].map((match) => match[1] ?? "")));
}

describe("what another system may do", () => {
  it("is what the contract can grant, and nothing else", () => {
    expect([...scopes].sort()).toEqual([...grantable()].sort());
    expect(isScope("clients:write")).toBe(false);
  });

  it("stands in a sentence in both languages", () => {
    for (const scope of scopes) for (const words of [nl, en]) expect(words[`scope.${scope}`]).toMatch(/^[A-Z].*\.$/);
  });
});
