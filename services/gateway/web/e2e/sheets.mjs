// Puts many screenshots on a few sheets, so that one can look at them all: phone pictures twelve to a sheet, desktop ones six.
import { readdir, readFile } from "node:fs/promises";
import { newPage } from "./browser.mjs";

const kinds = [
  { width: 390, perSheet: 12, columns: 6 },
  { width: 1280, perSheet: 6, columns: 3 },
];

/** Reads <name>.<width>.<theme>.png in folder and writes sheet-<width>-<theme>-<n>.png beside them. */
export async function sheets(browser, folder) {
  const { page, close } = await newPage(browser, { viewport: { width: 1800, height: 1200 } });
  const files = (await readdir(folder)).filter((file) => /\.\d+\.(light|dark)\.png$/.test(file)).sort();
  for (const { width, perSheet, columns } of kinds) {
    for (const theme of ["light", "dark"]) {
      const these = files.filter((file) => file.endsWith(`.${width}.${theme}.png`));
      for (let n = 0; n * perSheet < these.length; n += 1) {
        const shown = these.slice(n * perSheet, (n + 1) * perSheet);
        const pictures = await Promise.all(shown.map(async (file) => `<figure><figcaption>${file.split(".")[0]}</figcaption><img src="data:image/png;base64,${(await readFile(folder + file)).toString("base64")}"></figure>`));
        await page.setContent(`<style>body{margin:8px;display:grid;grid-template-columns:repeat(${columns},1fr);gap:8px;font:14px sans-serif;background:#888}figure{margin:0}img{width:100%;display:block}</style>${pictures.join("")}`);
        await page.screenshot({ path: `${folder}sheet-${width}-${theme}-${String(n + 1).padStart(2, "0")}.png`, fullPage: true });
      }
    }
  }
  await close();
}
