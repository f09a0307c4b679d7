// Measures what a first visit to each face downloads (its HTML and every script and style sheet it
// needs before the first page shows, gzipped) and fails above the budget. Fonts are listed beside
// it: they load after the text is readable (font-display: swap).
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = new URL("../dist/", import.meta.url).pathname;
const faces = [
  { name: "client", html: "mijn/index.html", landing: "ClientHomePage-", budget: 150_000 },
  { name: "staff", html: "index.html", landing: "TodayPage-", budget: 250_000 },
];
const files = readdirSync(join(dist, "assets"));
const gz = (path) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;
const kb = (n) => `${(n / 1000).toFixed(1)} kB`;

let failed = false;
for (const face of faces) {
  const html = readFileSync(join(dist, face.html), "utf8");
  const first = new Set([...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((m) => m[1]));
  // The page somebody lands on is a lazy route: it counts as well, with all it imports, or the budget would not be honest.
  for (const file of files) if (file.startsWith(face.landing)) first.add(`assets/${file}`);
  for (const file of first) {
    if (!file.endsWith(".js")) continue;
    const code = readFileSync(join(dist, file), "utf8");
    for (const m of code.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) first.add(`assets/${m[1]}`);
  }
  const parts = [face.html, ...first].map((path) => [path, gz(path)]);
  const total = parts.reduce((sum, [, n]) => sum + n, 0);
  const ok = total <= face.budget;
  failed ||= !ok;
  console.log(`${ok ? "ok  " : "OVER"} ${face.name}: ${kb(total)} of ${kb(face.budget)} gzip`);
  for (const [path, n] of parts) console.log(`       ${kb(n).padStart(9)}  ${path}`);
}
const fonts = files.filter((f) => f.includes("-latin-wght-") && f.endsWith(".woff2"));
for (const f of fonts) console.log(`     font ${kb(statSync(join(dist, "assets", f)).size).padStart(9)}  ${f}`);
process.exit(failed ? 1 : 0);
