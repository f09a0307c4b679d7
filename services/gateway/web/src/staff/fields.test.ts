/** A problem names fields as the JSON does ("wish.ownWords"): by the name of the contract ("wish.own_words") a field never hears what is wrong with it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const src = fileURLToPath(new URL("..", import.meta.url));
const pages = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((path) => /^(staff|client)\/.*\.tsx$/.test(path));

it("no page asks for a field by a name that is never told", () => {
  const asked = pages.flatMap((path) => [...readFileSync(join(src, path), "utf8").matchAll(/\bfields\[["'`]([^"'`\]]+)/g)].map(([, field]) => `${path}: ${field}`));
  expect(asked.length).toBeGreaterThan(40);
  expect(asked.filter((one) => one.split(": ")[1]?.includes("_"))).toEqual([]);
});
