// Few words or more: a client chooses more explanation, finds it on every page (also read aloud, and after opening Optrek anew, in
// English too), and goes back to few. What thanks explains nothing.
import assert from "node:assert/strict";
import { axeClean, desktop, fitsWidth, newPage, phone, quiet, settled, shot, signInAs } from "../browser.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
/** What the page explains beside its question, if it does. */
const explained = (page) => page.locator("header p[class*=more]");
const aloud = (page) => page.locator("article header button").first().getAttribute("aria-label");

async function choose(page, words) {
  await button(page, "Zo wil ik het").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radiogroup", { name: "Hoeveel woorden?" }).locator("label").filter({ hasText: words }).click();
  return dialog;
}

async function look(page, name) {
  await quiet(page);
  for (const viewport of [phone, desktop]) {
    await page.setViewportSize(viewport);
    await axeClean(page, name);
    await fitsWidth(page, name);
  }
  await shot(page, `words-${name}`);
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(phone);
}

/** Pages anybody has, whatever happened here before. */
const pages = ["mensen", "eropuit", "eropuit/ideeen", "eropuit/nieuw/wat", "eropuit/nieuw/wanneer", "hoe-gaat-het", "praten", "praten/met", "praten/niet-veilig", "over-mij", "over-mij/wensen",
  "over-mij/wensen/nieuw/wat", "over-mij/wensen/nieuw/woorden", "over-mij/kaart", "over-mij/kaart/nieuw", "over-mij/kaart/wissen", "over-mij/leuk", "over-mij/goed", "over-mij/delen",
  "over-mij/stappen", "over-mij/verhalen", "over-mij/gegevens", "over-mij/herinneren", "over-mij/vergeten", "over-mij/netwerker", "wie-keek", "kaart", "straks"];

export async function words({ baseURL, browser }) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL, viewport: phone });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, "teun", { back: "/mijn" });
    await settled(page);
    assert.equal(await explained(page).count(), 0, "few words are what one gets");
    const dialog = await choose(page, "Meer uitleg");
    await explained(page).filter({ hasText: "Je kunt hier niets stuk maken." }).waitFor({ state: "attached" });
    await look(page, "choice");
    await button(dialog, "Klaar").click();
    await look(page, "home");
    await plainNought(page);
    assert.match(await aloud(page), /Wat wil je doen\? Tik op een plaatje\. Je kunt hier niets stuk maken\./, "it is read aloud with the rest");

    const said = new Map();
    for (const where of pages) {
      await page.goto(`/mijn/${where}`);
      await settled(page);
      const text = await explained(page).textContent();
      assert.ok(text, `/mijn/${where} explains nothing`);
      assert.ok((await aloud(page)).includes(text), `/mijn/${where} does not read aloud what it explains`);
      said.set(where, text);
    }
    assert.notEqual(said.get("eropuit/nieuw/wat"), said.get("eropuit/nieuw/wanneer"), "each question has its own");
    await page.goto("/mijn/over-mij/kaart");
    await settled(page);
    await look(page, "map");
    await page.goto("/mijn/er-is-hier-niets");
    await settled(page);
    assert.equal(await explained(page).count(), 0, "what is not there explains nothing");

    await inEnglish(page);
    await page.goto("/mijn");
    await settled(page);
    await button(await choose(page, "Weinig woorden"), "Klaar").click();
    await explained(page).waitFor({ state: "detached" });
    assert.doesNotMatch(await aloud(page), /stuk maken/, "nor is it read aloud");
    assert.deepEqual([strangers, complaints], [[], []]);
  } catch (error) {
    await shot(page, "words-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

/** A nought as somebody learned to write it: not the one of our letters, which has a stroke through it. */
async function plainNought(page) {
  await page.evaluate(() => document.querySelector("main")?.insertAdjacentHTML("beforeend", "<p id=nought>10:00</p>"));
  await page.evaluate(() => document.fonts.ready);
  const session = await page.context().newCDPSession(page);
  for (const method of ["DOM.enable", "CSS.enable"]) await session.send(method);
  const { root } = await session.send("DOM.getDocument");
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#nought" });
  const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
  const figures = fonts.find(({ glyphCount }) => glyphCount === 4);
  assert.match(figures?.familyName ?? "", /Bricolage/, `figures are drawn by ${JSON.stringify(fonts)}`);
  await page.evaluate(() => document.getElementById("nought")?.remove());
}

async function inEnglish(page) {
  await page.goto("/mijn");
  await settled(page);
  await button(page, "Zo wil ik het").click();
  await page.getByRole("dialog").locator("label").filter({ hasText: "English" }).click();
  await explained(page).filter({ hasText: "You cannot break anything here." }).waitFor({ state: "attached" });
  await page.getByRole("dialog").locator("label").filter({ hasText: "Nederlands" }).click();
  await explained(page).filter({ hasText: "Je kunt hier niets stuk maken." }).waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
}
