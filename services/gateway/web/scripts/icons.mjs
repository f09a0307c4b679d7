// Makes the app's icons from the logo (public/favicon.svg): `node scripts/icons.mjs`. They are kept; run it when the logo changes.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { launch } from "../e2e/browser.mjs";

const folder = new URL("../public/icons/", import.meta.url);
const logo = await readFile(new URL("../public/favicon.svg", import.meta.url), "utf8");
/** A phone cuts a maskable icon into its own shape: the logo stays within the middle, on our ground. */
const icons = [
  { name: "optrek-192", size: 192, logo: 1, ground: "transparent" },
  { name: "optrek-512", size: 512, logo: 1, ground: "transparent" },
  { name: "optrek-180", size: 180, logo: 0.72, ground: "#fbf5ee" },
  { name: "optrek-maskable-512", size: 512, logo: 0.62, ground: "#fbf5ee" },
];

await mkdir(folder, { recursive: true });
const browser = await launch();
const page = await browser.newPage();
for (const { name, size, logo: part, ground } of icons) {
  const own = Math.round(size * part);
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0;height:${size}px;display:grid;place-items:center;background:${ground}}svg{width:${own}px;height:${own}px}</style>${logo}`);
  await writeFile(new URL(`${name}.png`, folder), await page.screenshot({ omitBackground: true }));
}
await browser.close();
