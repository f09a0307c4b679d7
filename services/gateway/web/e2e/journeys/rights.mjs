// Who may do what: anybody of the staff reads it, narrows it to a role, searches, and finds it from the organisation's page.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, name);
  const size = page.viewportSize();
  for (const width of [320, phone.width]) {
    await page.setViewportSize({ width, height: phone.height });
    await fitsWidth(page, name);
  }
  await page.setViewportSize(size);
}

export async function rights({ baseURL, browser }) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL });
  try {
    await signInAs(page, "olga", { back: "/organisatie" });
    await page.getByRole("heading", { name: "Rechten en privacy" }).waitFor();
    await look(page, "organisation-parts");
    await page.getByRole("main").getByRole("link", { name: "Wie mag wat", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Wie mag wat" }).waitFor();
    await page.getByRole("heading", { level: 2, name: "Wensen en stappen" }).waitFor();
    const found = Number((await page.getByText(/^\d+ regels$/).textContent()).split(" ")[0]);
    assert.ok(found > 300, `only ${found} rules`);
    assert.deepEqual(await page.getByText(/Service\./).allTextContents(), [], "an RPC without a sentence");
    await look(page, "rights");
    await narrow(page);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.getByRole("search").isVisible(), false, "what one types in is printed");
    await page.emulateMedia({ media: "screen" });
    await english(page);
    assert.deepEqual(strangers, []);
    assert.deepEqual(complaints, []);
  } catch (error) {
    await shot(page, "rights-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
  await worker({ baseURL, browser });
}

/** To one role, then to words; both stand in the address, so that somebody can send it on. */
async function narrow(page) {
  await page.goto("/organisatie/wie-mag-wat?rol=client");
  await page.getByText(/^\d+ regels voor: cliënt$/).waitFor();
  await page.getByRole("searchbox", { name: "Zoek" }).fill("wens veranderen");
  await page.getByText("Een wens veranderen.").waitFor();
  await page.getByText("over zichzelf").first().waitFor();
  await look(page, "rights-client");
  assert.match(page.url(), /rol=client/);
  assert.match(page.url(), /zoek=/);
  await page.getByRole("searchbox", { name: "Zoek" }).fill("zzz");
  await page.getByText("Geen regel gevonden met deze woorden.").waitFor();
  await look(page, "rights-none");
  await page.goto("/organisatie/wie-mag-wat?rol=platform_operator");
  await page.getByText("Deze rol mag hier niets zien of doen.").waitFor();
}

async function english(page) {
  await page.evaluate(() => localStorage.setItem("optrek.language", "en"));
  await page.goto("/organisatie/wie-mag-wat?rol=support_worker");
  await page.getByRole("heading", { level: 1, name: "Who may do what" }).waitFor();
  await page.getByText("of their own clients").first().waitFor();
  await page.evaluate(() => localStorage.removeItem("optrek.language"));
}

/** A support worker has no menu entry for the organisation: it is in their own menu, by keyboard too. */
async function worker({ baseURL, browser }) {
  const { page, close } = await newPage(browser, { baseURL });
  try {
    await signInAs(page, "bas");
    await page.getByRole("button", { name: /Bas Bedacht/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Wie mag wat" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "Wie mag wat" }).waitFor();
    await page.getByText(/^\d+ regels$/).waitFor();
  } finally {
    await close();
  }
}
