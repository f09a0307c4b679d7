import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import nl from "@/i18n/nl/howto";
import { subjects } from "./subjects";

const pages = fileURLToPath(new URL("../", import.meta.url));
const sources = readdirSync(pages, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".tsx") && !path.startsWith("howto"));
const text = sources.map((path) => readFileSync(join(pages, path), "utf8")).join("\n");

describe("help beside a question", () => {
  it.each(subjects)("%s stands on a page", (subject) => {
    expect(text).toContain(`<HowTo about="${subject}" />`);
  });

  it("stays short: who is in the middle of something reads five sentences, not a manual", () => {
    for (const [key, words] of Object.entries(nl)) {
      for (const sentence of words.split(/[.!?]\s*/)) expect(sentence.split(/\s+/).length, `${key}: ${sentence}`).toBeLessThanOrEqual(18);
    }
  });
});
