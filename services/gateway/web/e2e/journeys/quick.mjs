// A support worker with full hands: everything of the main job by the keyboard, from searching on. Not one click.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";
import { tabTo } from "../keys.mjs";
import { call, newName } from "../made.mjs";

const words = "Ik wil samen naar de markt.";

export async function quick({ baseURL, browser }) {
  const { page, close, strangers, complaints } = await newPage(browser, { baseURL });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  try {
    const name = newName();
    await signInAs(page, "nina");
    await call(page, "POST", "/api/v1/clients", { givenName: name, familyName: "Bedacht" });
    await wishBySearching(page, name);
    await noneInAddresses(page, asked, name);
    await draftIsKept(page);
    await letters(page, name);
    assert.deepEqual([...strangers, ...complaints], []);
  } catch (error) {
    await shot(page, "quick-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

/** "New wish", for whom, and the form of it: typed, never clicked. */
async function wishBySearching(page, name) {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Zoeken" }).waitFor();
  await shot(page, "quick-search");
  await axeClean(page, "searching");
  await fitsWidth(page, "searching");
  await page.keyboard.type("nieuwe wens");
  await page.locator("[role=option][data-focused]").filter({ hasText: "Nieuwe wens" }).waitFor(); // what Enter chooses is the one that is lit
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Nieuwe wens" }).waitFor();
  await page.keyboard.type(name);
  await page.getByRole("option", { name: `${name} Bedacht` }).waitFor();
  await page.getByText("Even zoeken…").waitFor({ state: "detached" });
  await page.waitForFunction(() => {
    const chosen = document.activeElement?.getAttribute("aria-activedescendant");
    return !chosen || document.getElementById(chosen) !== null;
  });
  await axeClean(page, "for whom");
  await page.locator("[role=option][data-focused]").filter({ hasText: `${name} Bedacht` }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/wens");
  await settled(page);
}

/** What was typed went in a body: it stands in no address. */
async function noneInAddresses(page, asked, name) {
  assert.deepEqual([...asked, page.url()].filter((url) => decodeURIComponent(url).includes(name)), []);
}

/** Left halfway and found back; begun anew, and that undone. */
async function draftIsKept(page) {
  await tabTo(page, "textarea");
  await tabTo(page, "textarea"); // what somebody wants comes after what is going on
  await page.keyboard.type(words);
  await page.reload();
  await settled(page);
  await page.getByText("Je was hier bezig.").waitFor();
  const field = page.locator("textarea").nth(1);
  assert.equal(await field.inputValue(), words, "what was typed is gone");
  await axeClean(page, "a draft");
  await shot(page, "quick-draft");
  await tabTo(page, "button", "Opnieuw beginnen");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("textarea")[1]?.value === "");
  await tabTo(page, "button", "Ongedaan maken");
  await page.keyboard.press("Enter");
  await page.waitForFunction((expected) => document.querySelectorAll("textarea")[1]?.value === expected, words);
  await tabTo(page, "button", "Bewaren");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.endsWith("/wens"));
  await page.getByText(words).first().waitFor();
}

/** g and a letter, j through the list, ? for the sheet; and off is off. */
async function letters(page, name) {
  await page.locator("h1").focus();
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await page.waitForURL("**/mensen");
  await settled(page);
  await page.locator("main li a").first().waitFor();
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => !!document.activeElement?.closest("main li")), true, "j went to no row");
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Sneltoetsen" });
  await sheet.waitFor();
  await shot(page, "quick-keys");
  await axeClean(page, "shortcuts");
  await sheet.getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await page.keyboard.press("n");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Zoeken" }).waitFor();
  assert.ok(page.url().endsWith("/mensen"), "a letter that is off did something");
  await page.keyboard.type(name);
  await page.getByRole("option", { name: new RegExp(name) }).first().waitFor();
}
