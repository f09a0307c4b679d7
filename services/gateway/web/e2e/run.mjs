// Runs every journey in e2e/journeys against a running Optrek: node e2e/run.mjs http://127.0.0.1:8080 [name…]
// Each file exports a default or a like-named async function ({ baseURL, browser }). One line each; fails when one does.
import { readdir } from "node:fs/promises";
import { launch } from "./browser.mjs";

const [baseURL, ...wanted] = process.argv.slice(2);
if (!baseURL) {
  console.error("usage: node e2e/run.mjs <baseURL> [name…]");
  process.exit(2);
}
const folder = new URL("./journeys/", import.meta.url);
const files = (await readdir(folder)).filter((file) => file.endsWith(".mjs")).sort();
const names = files.map((file) => file.replace(/\.mjs$/, "")).filter((name) => wanted.length === 0 || wanted.includes(name));

let failed = names.length === 0 ? 1 : 0;

async function walk(browser, name) {
  const started = Date.now();
  const took = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  try {
    const journey = await import(new URL(`${name}.mjs`, folder).href);
    const steps = journey.default ?? journey[name] ?? Object.values(journey).find((value) => typeof value === "function");
    await steps({ baseURL, browser });
    console.log(`ok   ${name} (${took()})`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name} (${took()}): ${error?.stack ?? error}`);
  }
}

// Two at a time, each in a browser of its own: pages of one browser take the focus from each other.
async function lane() {
  const browser = await launch();
  for (let name = names.shift(); name !== undefined; name = names.shift()) await walk(browser, name);
  await browser.close();
}
await Promise.all([lane(), lane()]);
process.exit(failed > 0 ? 1 : 0);
