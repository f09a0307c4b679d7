// Runs every journey in e2e/journeys against a running Optrek: node e2e/run.mjs http://127.0.0.1:8080 [name…]
// Each file exports a default or a like-named async function ({ baseURL, browser }). One line each; fails when one does.
// On a busy machine now and then one stumbles: up to four are walked once more, alone, and the first stumble stays to be read.
// More than four, or one that stumbles twice, is a failure.
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

const mayStumble = 4;
const stumbled = [];

/** Walks one journey, says how it went, and gives whether it went well. */
async function walk(browser, name) {
  const started = Date.now();
  const took = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  try {
    const journey = await import(new URL(`${name}.mjs`, folder).href);
    const steps = journey.default ?? journey[name] ?? Object.values(journey).find((value) => typeof value === "function");
    await steps({ baseURL, browser });
    console.log(`ok   ${name} (${took()})`);
    return true;
  } catch (error) {
    console.log(`FAIL ${name} (${took()}): ${error?.stack ?? error}`);
    return false;
  }
}

// Two at a time, each in a browser of its own: pages of one browser take the focus from each other.
async function lane() {
  const browser = await launch();
  for (let name = left.shift(); name !== undefined; name = left.shift()) {
    if (!(await walk(browser, name))) stumbled.push(name);
  }
  await browser.close();
}

async function onceMore() {
  const browser = await launch();
  console.log(`once more, alone: ${stumbled.join(", ")}`);
  const went = [];
  for (const name of stumbled) went.push(await walk(browser, name));
  await browser.close();
  return went.every(Boolean);
}

const left = [...names];
await Promise.all([lane(), lane()]);
const well = stumbled.length === 0 || (stumbled.length <= mayStumble && (await onceMore()));
process.exit(names.length > 0 && well ? 0 : 1);
