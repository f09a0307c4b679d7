// The network map, by keyboard, by pointer, with plain buttons and as a list, in both faces: moved and taken back, kept and
// compared, shared in parts, hidden, offered, on paper. With somebody new each time, so that it can run again and again.
import assert from "node:assert/strict";
import { axeClean, desktop, fitsWidth, newPage, phone, quiet, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await quiet(page);
  await axeClean(page, name);
  await shot(page, `map-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

async function call(page, method, path, body) {
  const [status, told] = await page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, { method: how, headers: { "content-type": "application/json" }, body: what && JSON.stringify(what) });
      return [response.status, await response.json()];
    },
    [method, path, body],
  );
  assert.equal(status, 200, `${method} ${path}: ${JSON.stringify(told)}`);
  return told;
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const mark = (page, contact) => page.locator(`button[data-contact="${contact.id}"]`);
const doing = (page, words) => page.locator("a, button").filter({ has: page.getByText(words, { exact: true }) }).first();
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first().waitFor();

async function until(what, check) {
  for (let n = 0; n < 60; n += 1) {
    if (await check()) return;
    await new Promise((done) => setTimeout(done, 150));
  }
  assert.fail(`never came about: ${what}`);
}

export async function map({ baseURL, browser }) {
  const desk = await newPage(browser, { baseURL, viewport: desktop });
  desk.page.setDefaultTimeout(20_000);
  try {
    await signInAs(desk.page, "vera", { back: "/mensen" });
    await staff(desk.page);
    assert.deepEqual(desk.strangers, [], "asked another host");
    assert.deepEqual(desk.complaints, [], "complaints in the console");
  } catch (error) {
    await shot(desk.page, "map-failed").catch(() => null);
    throw error;
  } finally {
    await desk.close();
  }
  const hand = await newPage(browser, { baseURL, viewport: phone });
  hand.page.setDefaultTimeout(20_000);
  try {
    await signInAs(hand.page, "noor", { back: "/mijn/over-mij/kaart" });
    await client(hand.page);
    assert.deepEqual(hand.complaints, [], "complaints in the console");
  } catch (error) {
    await shot(hand.page, "map-failed").catch(() => null);
    throw error;
  } finally {
    await hand.close();
  }
}

async function somebody(page) {
  const workers = (await call(page, "GET", "/api/v1/clients?pageSize=1")).clients[0].supportWorkerIds;
  const given = `Pien${String(Date.now()).slice(-4)}`;
  const person = await call(page, "POST", "/api/v1/clients", { givenName: given, familyName: "Bedacht", supportWorkerIds: workers });
  const put = (name, circle, category, feeling) =>
    call(page, "POST", `/api/v1/clients/${person.id}/contacts`, { name, circle: `CIRCLE_${circle}`, category: `CATEGORY_${category}`, feeling: `FEELING_${feeling}`, meaning: "Samen lachen." });
  const ank = await put("Ank", "FURTHER", "FRIENDS", "GOOD");
  const rob = await put("Rob van de club", "NEAR", "CLUB", "MIXED");
  await put("Mevrouw Van der Heijden-Oudenampsen", "NEAR", "NEIGHBOURS", "HARD");
  return { person, given, ank, rob };
}

async function staff(page) {
  const { person, given, ank, rob } = await somebody(page);
  const now = async (contact) => (await call(page, "GET", `/api/v1/contacts/${contact.id}`)).circle;
  await call(page, "POST", `/api/v1/clients/${person.id}/mapSnapshots`, { occasion: "kennismaking" });
  await page.goto(`/mensen/${person.id}?deel=netwerk`);
  await mark(page, ank).waitFor();
  await look(page, "drawing");
  await byKeyboard(page, ank, now);
  await byPointer(page, rob, now);
  await asList(page, rob, now);
  await offered(page, given);
  await compared(page, person);
  await page.goto(`/mensen/${person.id}/kaart/afdrukken`);
  await page.getByRole("heading", { name: "Iets verder" }).waitFor();
  await look(page, "print");
  await talk(page, person);
}

/** Up is closer; the focus stays; it is said aloud; and it can be taken back. */
async function byKeyboard(page, ank, now) {
  await mark(page, ank).focus();
  await page.keyboard.press("ArrowUp");
  await page.getByRole("status").filter({ hasText: "Ank staat nu hier: Iets verder" }).waitFor({ state: "attached" });
  await page.keyboard.press("ArrowUp");
  await until("Ank close by", async () => (await now(ank)) === "CIRCLE_CLOSE");
  assert.equal(await mark(page, ank).evaluate((element) => element === document.activeElement), true, "who was moved keeps the focus");
  await told(page, "Ank staat nu hier: Dichtbij");
  await page.getByRole("alertdialog").filter({ hasText: "Ank staat nu hier: Dichtbij" }).getByRole("button", { name: "Ongedaan maken" }).click();
  await until("Ank back", async () => (await now(ank)) === "CIRCLE_NEAR");
  await mark(page, ank).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ank", exact: true }).waitFor();
  await page.getByRole("group", { name: "Waar op de kaart?" }).getByRole("button", { name: "Dichterbij" }).click();
  await until("Ank close by, with a button", async () => (await now(ank)) === "CIRCLE_CLOSE");
}

async function byPointer(page, rob, now) {
  const from = await mark(page, rob).boundingBox();
  const drawing = await page.getByRole("group", { name: "Netwerkkaart." }).boundingBox();
  await page.mouse.move(from.x + from.width / 2, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(drawing.x + drawing.width / 2, drawing.y + drawing.height - 60, { steps: 8 });
  await page.mouse.move(drawing.x + drawing.width / 2, drawing.y + drawing.height - 12, { steps: 4 });
  await page.mouse.up();
  await until("Rob further away", async () => (await now(rob)) === "CIRCLE_FURTHER");
}

/** The same people and the same steps; which of the two it is stands in the address. */
async function asList(page, rob, now) {
  await button(page, "Lijst").click();
  await page.waitForURL(/beeld=lijst/);
  await page.reload();
  await page.getByRole("button", { name: "Dichterbij: Rob van de club" }).click();
  await until("Rob nearer", async () => (await now(rob)) === "CIRCLE_NEAR");
  await look(page, "list");
}

async function offered(page, given) {
  await button(page, "Later").click();
  await page.getByText(`${given} zei op`).waitFor();
  await button(page, "Ja, graag").click();
  await page.getByText(`${given} zei ja op`).waitFor();
}

async function compared(page, person) {
  await link(page, "Kaart voor het gesprek").waitFor();
  await page.getByRole("link", { name: /^Vergelijken/ }).first().click();
  await page.getByText("Ank staat dichterbij.").waitFor();
  await look(page, "compare");
  await page.emulateMedia({ colorScheme: "dark" });
  await axeClean(page, "compare, dark");
  await page.emulateMedia({ colorScheme: "light" });
  assert.ok(person.id);
}

/** Tools to pick beside both questions, and whoever is named goes on the map at once. */
async function talk(page, person) {
  await page.goto(`/mensen/${person.id}/gesprek`);
  await button(page, "De wondervraag").click();
  await page.getByRole("heading", { name: "De wondervraag" }).waitFor();
  await page.getByRole("textbox", { name: /^Wie noemt/ }).fill("Tante Riet");
  await button(page, "Op de kaart").click();
  await page.getByRole("button", { name: /^Tante Riet/ }).waitFor();
  await look(page, "talk");
  await button(page, "Bewaren en later verder").click();
  await page.getByRole("heading", { name: "Netwerkgesprekken" }).waitFor();
}

/** The client: large buttons, hiding, parts that are shared, a map that is kept, then and now. */
async function client(page) {
  const me = (await page.evaluate(() => fetch("/auth/session").then((response) => response.json()))).person;
  const name = `Oma ${String(Date.now()).slice(-4)}`;
  const oma = await call(page, "POST", `/api/v1/clients/${me}/contacts`, { name, circle: "CIRCLE_FURTHER", category: "CATEGORY_FAMILY" });
  await page.reload();
  await mark(page, oma).waitFor();
  await look(page, "client");
  await page.goto("/mijn/over-mij/kaart/bewaren");
  await doing(page, "Bewaar mijn kaart").click();
  await page.getByRole("heading", { level: 1, name: "Je kaart is bewaard" }).waitFor();
  await page.goto(`/mijn/over-mij/kaart/${oma.id}`);
  await doing(page, "Dichterbij").click();
  await until("Oma nearer", async () => (await call(page, "GET", `/api/v1/contacts/${oma.id}`)).circle === "CIRCLE_NEAR");
  await look(page, "client-person");
  await page.goto(`/mijn/over-mij/kaart/${oma.id}/laten-zien`);
  await doing(page, "Wat ik hoop").click();
  await until("hope kept apart", async () => (await call(page, "GET", `/api/v1/contacts/${oma.id}`)).privateParts?.includes("MAP_PART_HOPE"));
  await look(page, "client-show");
  await page.goto("/mijn/over-mij/kaart/toen");
  await look(page, "client-days");
  await page.locator("main a[href*='/kaart/toen/']").first().click();
  await page.getByText(`${name} is dichterbij.`).waitFor();
  await look(page, "client-then");
  for (const [path, heading] of [["zoeken", "Wie ken ik nog meer?"], ["meenemen", "Mensen om mij heen"], ["wissen", "Alles van je kaart halen?"], ["laten-zien", "Wie mag dit zien?"]]) {
    await page.goto(`/mijn/over-mij/kaart/${path}`);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await look(page, `client-${path}`);
  }
  await page.goto(`/mijn/over-mij/kaart/${oma.id}`);
  await doing(page, "Liever niet over praten").click();
  await page.getByText("Aan. Alleen jij ziet deze persoon.").waitFor();
  await call(page, "DELETE", `/api/v1/contacts/${oma.id}`);
}
