// What a first visit and the pages after it feel like on a mid-range tablet with a bad connection: CPU four times slower,
// 1.6 Mbit/s down, 150 ms there and back (what Lighthouse calls "slow 4G"), nothing cached. Prints a table; `npm run measure -- <address>`.
// Figures of one machine on one day: to compare with each other and with the last time, not a test.
import { newPage, launch, settled, signInAs } from "./browser.mjs";

const [baseURL] = process.argv.slice(2);
if (!baseURL) {
  console.error("usage: node e2e/measure.mjs <baseURL>");
  process.exit(2);
}
const slow = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
const firsts = [
  { name: "client's home", sub: "teun", path: "/mijn" },
  { name: "Today", sub: "nina", path: "/" },
];
const next = {
  teun: ["/mijn/mensen", "/mijn/eropuit", "/mijn/over-mij", "/mijn/over-mij/kaart"],
  nina: ["/mensen", "/netwerkers", "/koppelingen", "/activiteiten", "/intervisie", "/inzicht"],
};

/** Collects what the browser itself says: paints, long tasks, and how long an interaction took to show. */
const watch = () => {
  window.seen = { lcp: 0, blocked: 0, slowest: 0, shift: 0 };
  const on = (type, each, more = {}) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
  on("largest-contentful-paint", (entry) => (window.seen.lcp = entry.startTime));
  on("longtask", (entry) => (window.seen.blocked += Math.max(0, entry.duration - 50)));
  on("layout-shift", (entry) => !entry.hadRecentInput && (window.seen.shift += entry.value));
  on("event", (entry) => entry.interactionId && (window.seen.slowest = Math.max(window.seen.slowest, entry.duration)), { durationThreshold: 16 });
};

const browser = await launch();
const rows = [];
for (const { name, sub, path } of firsts) {
  const { page, context, strangers, close } = await newPage(browser, { baseURL, viewport: { width: 1180, height: 820 } });
  await signInAs(page, sub, { back: path });
  await page.addInitScript(watch);
  const cdp = await context.newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await cdp.send("Network.emulateNetworkConditions", slow);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  let bytes = 0;
  cdp.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  const started = Date.now();
  await page.goto(path, { waitUntil: "commit" });
  await settled(page);
  const usable = Date.now() - started;
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  rows.push({ page: name, "first paint ms": Math.round(paint), "usable ms": usable, ...(await seen(page)), kB: Math.round(bytes / 1000), "other hosts": strangers.length });
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: false });
  for (const to of next[sub]) rows.push(await go(page, to));
  await close();
}
await browser.close();
console.table(rows);

async function seen(page) {
  const { lcp, blocked, slowest, shift } = await page.evaluate(() => window.seen);
  return { "largest paint ms": Math.round(lcp), "blocked ms": Math.round(blocked), "slowest touch ms": slowest, shift: Number(shift.toFixed(3)) };
}

/** A page further, by its link where there is one in sight: what the browser has of the app already stays there. */
async function go(page, to) {
  const link = page.locator(`a[href="${to}"]`).first();
  await page.evaluate(() => Object.assign(window.seen, { blocked: 0, slowest: 0 }));
  const there = await link.isVisible();
  const before = await page.locator("h1").first().textContent();
  const started = Date.now();
  if (there) await link.click();
  else await page.goto(to, { waitUntil: "commit" });
  await page.waitForURL(`**${to}`);
  // The address is ahead of the page: until that is there, the one before it still shows.
  await page.waitForFunction((old) => ![null, undefined, old].includes(document.querySelector("h1")?.textContent), before);
  await settled(page);
  const usable = Date.now() - started;
  const told = await seen(page);
  return { page: there ? to : `${to} (typed)`, "usable ms": usable, "blocked ms": told["blocked ms"], "slowest touch ms": told["slowest touch ms"], shift: told.shift };
}
