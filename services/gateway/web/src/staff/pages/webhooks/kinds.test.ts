/** The kinds here, beside those of the service that tells them and those that the description of the API explains. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { isKind, kinds } from "./kinds";

const wordsOf = (path: string, pattern: RegExp) => [...readFileSync(fileURLToPath(new URL(`../../../../../../${path}`, import.meta.url)), "utf8").matchAll(pattern)].map((match) => match[1] ?? "");

it("are what the service tells, and what the description explains", () => {
  expect(wordsOf("recruitment/internal/domain/webhook/kind.go", /Kind\s+= "([^"]+)"/g)).toEqual([...kinds, "test"]);
  expect(wordsOf("gateway/internal/apidocs/webhooks.go", /^\t\{"([a-z._]+)", /gm)).toEqual([...kinds, "test"]);
  expect(isKind("match.scored")).toBe(false);
});
