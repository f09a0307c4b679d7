// Goes through every page of both faces by following links, as several people, and looks at each kind of page once: axe in
// light and dark, no sideways scrolling at 320 and 640 px (1280 at 400 % and 200 %), no error in the console, no other host.
// Screenshots at phone and desktop width into .artefacts/sweep, with sheets to look at many at once.
//
//   node e2e/sweep.mjs http://127.0.0.1:8080 [part of an address…]      npm run sweep -- <address>
//
// Run it on an Optrek on which the journeys ran: then there is something on every page. What has no link to it is named at the end.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { axeClean, desktop, fitsWidth, launch, newPage, phone, quiet, settled, signInAs } from "./browser.mjs";
import { sheets } from "./sheets.mjs";

const [baseURL, ...wanted] = process.argv.slice(2);
if (!baseURL) {
  console.error("usage: node e2e/sweep.mjs <baseURL> [part of an address…]");
  process.exit(2);
}
const out = fileURLToPath(new URL("../.artefacts/sweep/", import.meta.url));
const source = fileURLToPath(new URL("../src/", import.meta.url));

// Who goes round: each begins on their own first page, and on addresses that only they have a reason to type.
const walkers = [
  { sub: null, face: "staff", begin: ["/inloggen", "/inloggen?why=TOO_OFTEN", "/aangemeld", "/dank", "/docs/api", "/mijn", "/mijn/kaart"] },
  { sub: "olga", face: "staff", begin: ["/organisatie", "/bestaat-niet"] },
  { sub: "koen", face: "staff", begin: ["/", "/mijn-pagina", "/mensen", "/netwerkers/nieuw", "/intervisie/nieuw", "/tussenstand/nieuw", "/overlegkaart", "/spoed", "/activiteiten/nieuw"] },
  { sub: "nina", face: "staff", begin: ["/", "/mensen"] },
  { sub: "bas", face: "staff", begin: ["/", "/mensen"] },
  { sub: "rita", face: "staff", begin: ["/", "/regio"] },
  { sub: "tess", face: "staff", begin: ["/", "/mensen"] },
  ...["noor", "daan", "fenna", "teun", "lot", "sam", "jip"].map((sub) => ({ sub, face: "client", begin: ["/mijn", "/mijn/wie-keek", "/mijn/kaart", "/mijn/bestaat-niet"] })),
];

/** Every address of the routers, as a pattern: "/mensen/$clientId". */
async function patternsOf() {
  const found = [];
  for (const face of ["staff", "client"]) {
    const files = (await readdir(`${source}${face}/pages`, { recursive: true })).filter((name) => name.endsWith("routes.ts"));
    for (const file of files) {
      const text = await readFile(`${source}${face}/pages/${file}`, "utf8");
      for (const [, path] of text.matchAll(/path: "([^"]*)"/g)) found.push(face === "client" ? `/mijn${path === "/" ? "" : path}` : path);
    }
  }
  return [...new Set(found)].filter((path) => !/^\/(voorbeeld|design)/.test(path)).map((path) => ({ path, test: new RegExp(`^${path.replace(/\$[a-zA-Z]+/g, "[^/]+")}/?$`) }))
    .sort((a, b) => a.path.split("$").length - b.path.split("$").length);
}

const patterns = await patternsOf();
// A page with parts ("?deel=kaart") is as many pages as it has parts.
const kindOf = (url) => {
  const { pathname, searchParams } = new URL(url, baseURL);
  const pattern = patterns.find(({ test }) => test.test(pathname))?.path ?? (pathname.includes("bestaat-niet") ? pathname : null);
  // Each question of several is a page of its own.
  const path = pattern && /\$(step|part|subject)$/.test(pattern) ? pattern.replace(/[^/]+$/, pathname.split("/").at(-1)) : pattern;
  const part = ["deel", "beeld", "why", "soort"].filter((key) => searchParams.has(key)).map((key) => `${key}=${searchParams.get(key)}`).join("&");
  return path && (part ? `${path}?${part}` : path);
};

const seen = new Map();
const wrong = [];
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

/** Looks at the page that is open, in light and dark; gives what is not right. */
async function look(page, kind) {
  const name = kind.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "home";
  const attempt = async (what, check) => check().catch((error) => wrong.push(`${kind} (${what}): ${error.message}`));
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme });
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await attempt(`${theme}, ${size.width}`, () => axeClean(page, name));
      await page.screenshot({ path: `${out}${name}.${size.width}.${theme}.png`, clip: { x: 0, y: 0, width: size.width, height: size.width === phone.width ? 1400 : 1100 }, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 640 });
    await attempt(`${width} px`, () => fitsWidth(page, name));
  }
  await page.setViewportSize(desktop);
}

// A page that its visitor may not read is no page of theirs: somebody else will look at it. That its link stood there is told.
function refused(complaints) {
  return complaints.some((text) => text.includes("status of 403"));
}

async function walk(browser, { sub, face, begin }) {
  const { page, complaints, strangers, close } = await newPage(browser, { baseURL });
  if (sub) await signInAs(page, sub, { back: face === "client" ? "/mijn" : "/" });
  const queue = [...begin];
  const first = new Set(begin);
  while (queue.length > 0) {
    const url = queue.shift();
    const kind = kindOf(url);
    const fresh = kind && !seen.has(kind);
    // Where somebody begins is always walked through, for the links that only they find there.
    if (!fresh && !first.delete(url)) continue;
    if (fresh) seen.set(kind, sub);
    complaints.length = 0;
    await page.goto(url);
    await settled(page).then(() => quiet(page)).catch((error) => wrong.push(`${kind}: never settled: ${error.message}`));
    // Somebody who may not be here is taken elsewhere: then somebody else will look at this kind.
    if (kindOf(page.url()) !== kind || (fresh && refused(complaints))) {
      if (fresh) seen.delete(kind);
      continue;
    }
    if (fresh && (wanted.length === 0 || wanted.some((part) => kind.includes(part)))) {
      await look(page, kind);
      if (!kind.includes("bestaat-niet") && complaints.length > 0) wrong.push(`${kind}: complains: ${complaints.join(" | ").slice(0, 300)}`);
      if (strangers.length > 0) wrong.push(`${kind}: asked other hosts: ${strangers.splice(0).join(", ")}`);
      console.log(`seen ${kind} (${sub ?? "nobody"})`);
    }
    const links = await page.evaluate(() => [...document.querySelectorAll("a[href]")].filter((a) => !a.download && a.target !== "_blank").map((a) => a.href));
    for (const link of links) {
      const { origin, pathname, search } = new URL(link);
      if (origin === new URL(baseURL).origin && !/^\/(auth|api|dev)\//.test(pathname)) queue.push(pathname + search);
    }
  }
  await close();
}

// Two at a time, each in a browser of its own.
async function lane() {
  const browser = await launch();
  for (let walker = walkers.shift(); walker; walker = walkers.shift()) await walk(browser, walker);
  await browser.close();
}
await Promise.all([lane(), lane()]);
const browser = await launch();
await sheets(browser, out);
await browser.close();

const unseen = patterns.filter(({ path, test }) => ![...seen.keys()].some((kind) => kind.split("?")[0] === path || test.test(kind.split("?")[0]))).map(({ path }) => path);
await writeFile(`${out}unseen.txt`, unseen.join("\n"));
console.log(`${seen.size} kinds of page seen, ${wrong.length} complaints; no link leads to ${unseen.length}: ${unseen.join(" ")}`);
for (const line of wrong) console.log(`WRONG ${line}`);
process.exit(wrong.length > 0 ? 1 : 0);
