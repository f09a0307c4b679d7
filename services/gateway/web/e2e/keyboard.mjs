// The shells without a mouse: skip link, menu, arriving on a page, the person's menu. Needs no server data.
import assert from "node:assert/strict";
import { createServer } from "vite";
import { launch, newPage, settled } from "./browser.mjs";

const json = (body) => ({ status: 200, contentType: "application/json", body: JSON.stringify(body) });
const server = await createServer({ server: { port: 0, host: "127.0.0.1", hmr: false }, logLevel: "error" });
await server.listen();
const browser = await launch();
try {
  const { page } = await newPage(browser, { baseURL: `http://127.0.0.1:${server.httpServer.address().port}` });
  await page.route("**/auth/session", (route) =>
    route.fulfill(json({ signedIn: true, face: "staff", name: "Karin de Wit", roles: ["support_worker"], organisation: { name: "De Linde" } })));
  await page.route("**/api/v1/**", (route) => route.fulfill(json({})));
  await page.goto("/");
  await settled(page);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
  const tabTo = async (text) => {
    for (let n = 0; n < 20; n += 1) {
      if ((await focused()) === text) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab never reached "${text}", last was "${await focused()}"`);
  };

  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Naar de inhoud");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "inhoud");

  await page.goto("/");
  await settled(page);
  await tabTo("Netwerkers");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/netwerkers");
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  assert.equal(await focused(), "Netwerkers");

  await page.locator("[aria-haspopup]").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem").first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await page.getByRole("menuitem").count(), 0);
  console.log("ok   keyboard");
} finally {
  await browser.close();
  await server.close();
}
