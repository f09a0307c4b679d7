/** Every page of the client's face explains itself to who chose more words, and no explanation is of a page that is not there. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import more from "@/i18n/nl/client-more";

const client = fileURLToPath(new URL("./", import.meta.url));
const files = readdirSync(client, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file));
const sources = files.map((file) => readFileSync(join(client, file), "utf8"));
const paths = sources.flatMap((text) => [...text.matchAll(/\bpath: "(\/[^"]*)"/g)].map((match) => match[1] ?? ""));
const keys = Object.keys(more);
const own = keys.filter((key) => !key.startsWith("/"));

/** `/eropuit/nieuw/met-wie` is a step of `/eropuit/nieuw/$step`, unless it has a route of its own. */
const stepOf = (key: string, path: string) =>
  !paths.includes(key) && new RegExp(`^${path.replace(/\$(step|part)$/, "[a-z0-9-]+").replaceAll("$", "\\$")}$`).test(key);
const explains = (path: string) => keys.includes(path) || keys.filter((key) => stepOf(key, path)).length > 1;

/** Coming in is several things at one address, each of which says what it is. */
const byThemselves = ["/binnen"];

describe("more words", () => {
  it("finds the pages", () => {
    expect(paths.length).toBeGreaterThan(60);
    expect(paths).toContain("/eropuit/nieuw/$step");
  });

  it.each(paths.filter((path) => !byThemselves.includes(path) && path !== "/mensen/$matchId"))("explains %s", (path) => {
    expect(explains(path)).toBe(true);
  });

  it.each(keys.filter((key) => key.startsWith("/")))("knows the page of %s", (key) => {
    expect(paths.some((path) => path === key || stepOf(key, path))).toBe(true);
  });

  it.each(own)("has a page that says it is %s", (key) => {
    expect(sources.some((text) => new RegExp(`about=.*"${key.replace(".", "\\.")}"`).test(text))).toBe(true);
  });

  it("says what a match is in each of its states", () => {
    expect(own.filter((key) => key.startsWith("match."))).toHaveLength(5);
  });
});
