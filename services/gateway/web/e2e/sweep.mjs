// Goes through every page of both faces by following links, as several people, and looks at each kind of page once: axe in
// light and dark, no sideways scrolling at 320 and 640 px (1280 at 400 % and 200 %), no error in the console, no other host.
// Screenshots at phone and desktop width into .artefacts/sweep, with sheets to look at many at once.
//
//   node e2e/sweep.mjs http://127.0.0.1:8080 [part of an address…]      npm run sweep -- <address>
//
// Run it on an Optrek on which the journeys ran: then there is something on every page. To what no link leads, the second round goes
// by its address (ways.mjs). What nobody saw is named at the end.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { axeClean, desktop, fitsWidth, launch, newPage, phone, quiet, settled, signInAs } from "./browser.mjs";
import { prepare } from "./prepare.mjs";
import { sheets } from "./sheets.mjs";
import { addresses, askAround, gather } from "./ways.mjs";

const [baseURL, ...wanted] = process.argv.slice(2);
if (!baseURL) {
  console.error("usage: node e2e/sweep.mjs <baseURL> [part of an address…]");
  process.exit(2);
}
const out = fileURLToPath(new URL("../.artefacts/sweep/", import.meta.url));
const source = fileURLToPath(new URL("../src/", import.meta.url));

// Who goes round: each begins on their own first page, and on addresses that only they have a reason to type.
const walkers = [
  ...["noor", "daan", "fenna", "teun", "lot", "sam", "jip", "pip", "saar"].map((sub) => ({ sub, face: "client", begin: ["/mijn", "/mijn/wie-keek", "/mijn/kaart", "/mijn/bestaat-niet"] })),
  { sub: null, face: "staff", begin: ["/inloggen", "/inloggen?why=TOO_OFTEN", "/aangemeld", "/dank", "/docs/api", "/mijn", "/mijn/kaart"] },
  { sub: "koen", face: "staff", begin: ["/", "/mijn-pagina", "/mensen", "/netwerkers/nieuw", "/intervisie/nieuw", "/tussenstand/nieuw", "/overlegkaart", "/spoed", "/activiteiten/nieuw", "/overnemen", "/regio/weggaan"] },
  { sub: "olga", face: "staff", begin: ["/organisatie", "/bestaat-niet"] },
  { sub: "nina", face: "staff", begin: ["/", "/mensen"] },
  { sub: "bas", face: "staff", begin: ["/", "/mensen"] },
  { sub: "rita", face: "staff", begin: ["/", "/regio"] },
  { sub: "tess", face: "staff", begin: ["/", "/mensen"] },
  { sub: "eva", face: "staff", begin: ["/", "/mensen"] },
  { sub: "ids", face: "staff", begin: ["/", "/mensen"] },
  { sub: "lars", face: "staff", begin: ["/", "/overnemen"] },
  { sub: "wil", face: "staff", begin: ["/organisatie?deel=bewaren"] },
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
const patternOf = (pathname) => patterns.find(({ test }) => test.test(pathname))?.path;
// A page with parts ("?deel=kaart") is as many pages as it has parts; what a visitor sees of it is another page.
const kindOf = (url, sub) => {
  const { pathname, searchParams } = new URL(url, baseURL);
  const pattern = patternOf(pathname) ?? (pathname.includes("bestaat-niet") ? pathname : null);
  // Each question of several is a page of its own.
  const path = pattern && /\$(step|part|subject)$/.test(pattern) ? pattern.replace(/[^/]+$/, pathname.split("/").at(-1)) : pattern;
  const part = ["deel", "beeld", "why", "soort"].filter((key) => searchParams.has(key)).map((key) => `${key}=${searchParams.get(key)}`).join("&");
  return path && `${path}${part && `?${part}`}${sub ? "" : signedOut}`;
};
const signedOut = " (signed out)";

const seen = new Map();
const patternsSeen = new Set();
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
      // In the dark only colours differ, so only contrast is asked again.
      await attempt(`${theme}, ${size.width}`, () => axeClean(page, name, theme === "dark" ? { run: { runOnly: ["color-contrast"] } } : undefined));
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

// A page that its visitor may not read is no page of theirs: somebody else will look at it.
const refused = (complaints, codes) => complaints.some((text) => codes.some((code) => text.includes(`status of ${code}`)));

/** Opens a page and, if nobody saw its kind yet, looks at it. Gives whether it is what its address says. */
async function visit({ page, complaints, strangers, sub }, url, { typed = false } = {}) {
  const kind = kindOf(url, sub);
  const fresh = kind && !seen.has(kind);
  if (fresh) seen.set(kind, sub);
  complaints.length = 0;
  await page.goto(url);
  await settled(page).then(() => quiet(page)).then(() => settled(page)).catch((error) => wrong.push(`${kind}: never settled: ${error.message}`));
  // Somebody who may not be here is taken elsewhere; an address of which the thing is gone is no page.
  if (kindOf(page.url(), sub) !== kind || (fresh && refused(complaints, typed ? [403, 404] : [403]))) {
    if (fresh) seen.delete(kind);
    return false;
  }
  patternsSeen.add(patternOf(new URL(page.url()).pathname));
  if (fresh && (wanted.length === 0 || wanted.some((part) => kind.includes(part)))) {
    await look(page, kind);
    if (!kind.includes("bestaat-niet") && complaints.length > 0) wrong.push(`${kind}: complains: ${complaints.join(" | ").slice(0, 300)}`);
    if (strangers.length > 0) wrong.push(`${kind}: asked other hosts: ${strangers.splice(0).join(", ")}`);
    console.log(`seen ${kind} (${sub ?? "nobody"}${typed ? ", by its address" : ""})`);
  }
  return true;
}

async function walk(browser, walker) {
  const { sub, face, begin } = walker;
  const opened = { ...(await newPage(browser, { baseURL })), sub };
  const { page, context, close } = opened;
  walker.told = gather(page);
  if (sub) await signInAs(page, sub, { back: face === "client" ? "/mijn" : "/" });
  const queue = [...begin];
  const first = new Set(begin);
  while (queue.length > 0) {
    const url = queue.shift();
    const kind = kindOf(url, sub);
    // Where somebody begins is always walked through, for the links that only they find there.
    if ((!kind || seen.has(kind)) && !first.delete(url)) continue;
    if (!(await visit(opened, url))) continue;
    const links = await page.evaluate(() => [...document.querySelectorAll("a[href]")].filter((a) => !a.download && a.target !== "_blank").map((a) => a.href));
    for (const link of links) {
      const { origin, pathname, search } = new URL(link);
      if (origin === new URL(baseURL).origin && !/^\/(auth|api|dev)\//.test(pathname)) queue.push(pathname + search);
    }
  }
  if (sub) await askAround(page, face, walker.told);
  walker.session = await context.storageState();
  await close();
}

/** The second round: by their address, the pages to which no link led, with what the API told this walker. */
async function type(browser, { sub, face, told, session }) {
  if (!sub) return;
  const opened = { ...(await newPage(browser, { baseURL, storageState: session })), sub };
  for (const { path } of patterns.filter((one) => /^\/mijn(\/|$)/.test(one.path) === (face === "client"))) {
    for (const url of addresses(path, told)) if (!seen.has(kindOf(url, sub))) await visit(opened, url, { typed: true });
  }
  await opened.close();
}

// Two at a time, each in a browser of its own.
async function round(go) {
  const left = [...walkers];
  const lane = async () => {
    const browser = await launch();
    for (let walker = left.shift(); walker; walker = left.shift()) await go(browser, walker);
    await browser.close();
  };
  await Promise.all([lane(), lane()]);
}
const browser = await launch();
await prepare(browser, baseURL);
await round(walk);
await round(type);
await sheets(browser, out);
await browser.close();

// What may go unseen, and why.
const apart = {
  "/mijn/over-mij/verhalen/$storyId": "of the people who walk nobody has a story that stands: their journeys take it back",
  "/mijn/eropuit/$activityId/club": "asks on the day after somebody came along to a club, and the journeys' clubs are still to come",
  "/mensen/$clientId/gegevens/$exportId": "an export belongs to who asked for it, and is gone after a week",
};
const missed = patterns.filter(({ path }) => !patternsSeen.has(path)).map(({ path }) => path);
const unseen = missed.filter((path) => !apart[path]);
for (const path of missed.filter((one) => apart[one])) console.log(`apart ${path}: ${apart[path]}`);
await writeFile(`${out}unseen.txt`, unseen.join("\n"));
console.log(`${seen.size} kinds of page seen, ${wrong.length} complaints; nobody came at ${unseen.length}: ${unseen.join(" ")}`);
for (const line of wrong) console.log(`WRONG ${line}`);
process.exit(wrong.length > 0 ? 1 : 0);
