// What every journey in a browser needs: a Chromium, a page in Dutch time, signing in, axe, and screenshots.
//
//   import { open, signInAs, axeClean, shot } from "./browser.mjs";
//   const { page, close } = await open({ baseURL: "http://127.0.0.1:8080" });
//
// Nothing here sleeps: wait for what should be on the page.
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { findChromium } from "./chromium.mjs";

const artefacts = fileURLToPath(new URL("../.artefacts/", import.meta.url));

export const phone = { width: 390, height: 844 };
export const tablet = { width: 820, height: 1180 };
export const desktop = { width: 1280, height: 900 };

/** One browser for a whole run; close it at the end. */
export async function launch() {
  const found = await findChromium();
  return chromium.launch({
    executablePath: found.executablePath,
    // The browser's own parts, as a field for a date, follow the machine: a page's locale does not reach them.
    env: { ...process.env, ...found.env, LANGUAGE: "nl", LANG: "nl_NL.UTF-8", LC_ALL: "nl_NL.UTF-8" },
    headless: true,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--no-first-run", "--no-default-browser-check",
      "--font-render-hinting=none",
    ],
  });
}

/**
 * A fresh context (its own cookies and storage) and a page in it. `strangers` collects every request to another
 * host and `complaints` every error in the console with where it came from: both should stay empty.
 */
export async function newPage(browser, { baseURL, viewport = desktop, dark = false, calm = true, ...options } = {}) {
  const context = await browser.newContext({
    baseURL,
    viewport,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: calm ? "reduce" : "no-preference",
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    ...options,
  });
  const page = await context.newPage();
  const strangers = [];
  const complaints = [];
  const own = baseURL ? new URL(baseURL).host : null;
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && own && url.host !== own) strangers.push(request.url());
  });
  watchTraffic(page);
  page.on("console", (message) => message.type() === "error" && complaints.push(`${message.text()} ${message.location().url}`.trim()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, context, strangers, complaints, close: () => context.close() };
}

const traffic = new WeakMap();

/** Keeps count of what is under way. Not of the line on which the gateway tells of changes: that one stays open. */
function watchTraffic(page) {
  const under = new Set();
  traffic.set(page, under);
  page.on("request", (request) => request.resourceType() !== "eventsource" && under.add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => under.delete(request));
}

/** Nothing has been asked of the server for half a second. */
export async function quiet(page) {
  const until = Date.now() + 30_000;
  for (let calm = 0; calm < 10; calm += 1) {
    const under = traffic.get(page);
    if (under.size > 0) calm = -1;
    if (Date.now() > until) throw new Error(`still under way after half a minute: ${[...under].map((request) => `${request.resourceType()} ${request.url()}`).join(", ")}`);
    await page.waitForTimeout(50);
  }
}

/** A browser and one page, for a single journey. */
export async function open(options = {}) {
  const browser = await launch();
  const opened = await newPage(browser, options);
  return { ...opened, browser, close: () => browser.close() };
}

/** Signs in through our own page as one of the demo people (`sub` in /auth/demo-people). */
export async function signInAs(page, personSub, { back = "/" } = {}) {
  await page.goto(`/inloggen?return=${encodeURIComponent(back)}`);
  await page.locator(`[data-person="${personSub}"]`).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/inloggen") && !url.pathname.startsWith("/auth/"));
  await settled(page);
}

/** Loaded: the page has its heading, nothing says it is still waiting, the fonts are in. */
export async function settled(page) {
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => !document.querySelector("main [role=status] [aria-hidden] i"));
  await page.evaluate(() => document.fonts.ready);
}

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const axeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Fails, naming rule, element and reason, when axe finds anything against WCAG 2.2 A and AA or its best practices. axe runs in the
 * page itself: one document and no frames, so the second page that @axe-core/playwright opens for each look is not needed.
 */
export async function axeClean(page, name, { exclude = [], run = { runOnly: axeTags } } = {}) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const violations = await page.evaluate(
    async ([how, without]) => {
      // React Aria's own announcer: what it said a moment ago about a button may outlive that button by seconds.
      const context = { exclude: ["[data-live-announcer]", ...without].filter((selector) => document.querySelector(selector)).map((selector) => [selector]) };
      const found = await window.axe.run(context, { ...how, resultTypes: ["violations"] });
      return found.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) }));
    },
    [run, exclude],
  );
  if (violations.length === 0) return;
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `  ${id}: ${help}\n    ${node.html.slice(0, 160)}\n    ${(node.failureSummary ?? "").replace(/\s*\n\s*/g, " ")}`),
  );
  throw new Error(`axe on ${name}:\n${told.join("\n")}`);
}

/**
 * Whole-page screenshots into .artefacts/<name>-<width>.png; gives back the paths. With SHOTS=failed only of what went
 * wrong: hundreds of pictures nobody is going to look at take as long as half of the journeys.
 */
export async function shot(page, name, widths = [phone.width, desktop.width]) {
  if (process.env.SHOTS === "failed" && !name.includes("failed")) return [];
  await mkdir(artefacts, { recursive: true });
  const before = page.viewportSize() ?? desktop;
  const paths = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: [phone, tablet].find((one) => width <= one.width)?.height ?? desktop.height });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const path = `${artefacts}${name}-${width}.png`;
    await page.screenshot({ path, fullPage: true });
    paths.push(path);
  }
  await page.setViewportSize(before);
  return paths;
}

/** A page may never be wider than the screen (WCAG 1.4.10); names what sticks out. */
export async function fitsWidth(page, name) {
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > limit + 1)
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 120));
  });
  if (wide.length > 0) throw new Error(`${name} is wider than the screen:\n  ${wide.join("\n  ")}`);
}

/**
 * Chooses somebody in a list that one types in, by the keyboard: a click would scroll the page, and scrolling closes the
 * list. The list is made anew with each answer of the search, so it presses on until the right one has the focus.
 */
export async function pickByKeyboard(page, label, typed, name) {
  const box = page.getByRole("combobox", { name: label });
  const wanted = page.getByRole("option", { name: new RegExp(`^${name}`) }).first();
  // What was typed before the people were there opens no list: then one types it again, as anybody would.
  for (let tries = 0; ; tries += 1) {
    await box.fill("");
    await box.fill(typed);
    if (await wanted.waitFor({ timeout: 4000 }).then(() => true, () => false)) break;
    if (tries === 4) throw new Error(`nobody called ${name} to choose in "${label}"`);
  }
  const onIt = async () => (await page.locator("[role=option][data-focused]").allTextContents()).some((text) => text.startsWith(name));
  for (let tries = 0; tries < 20 && !(await onIt()); tries += 1) {
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(50);
  }
  await page.keyboard.press("Enter");
}
