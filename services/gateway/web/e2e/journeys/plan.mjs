// A plan for everybody who waits: made while one looks, as a picture and as a table, an idea put aside and brought back, one taken up
// by the door of every idea, who has nobody yet and what would help, and how plans are made. Axe and both widths on every page.
// It lets the match it made go again, so that it can be walked once more on the same data.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const heading = (page, name) => page.getByRole("heading", { name, exact: true }).first().waitFor();
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first();
const read = (page, path) => page.evaluate(async (at) => (await fetch(at)).json(), path);

async function look(page, name) {
  await settled(page);
  await page.waitForFunction(() => ![...document.querySelectorAll("main :is(h1, h2, h3)")].some((words) => words.textContent.includes("…")));
  await axeClean(page, name);
  await shot(page, `plan-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

export async function plan({ baseURL, browser }) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, "nina", { back: "/koppelingen" });
    await page.getByRole("link", { name: "Plan voor iedereen", exact: true }).click();
    await heading(page, "Plan voor iedereen");
    await makeOne(page);
    await thePicture(page);
    await asideAndBack(page);
    await takeOneUp(page);
    await whoHasNobody(page);
    await howTheyAreMade(page);
    await asASupportWorker(page);
    assert.deepEqual(strangers, [], "asked another host");
    assert.deepEqual(complaints, [], "complaints in the console");
  } catch (error) {
    await shot(page, "plan-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

/** Asked for by the page, made in the background; the page tells when it is there. */
async function makeOne(page) {
  const before = (await read(page, "/api/v1/plans?pageSize=1")).plans[0].id;
  await button(page, "Maak een nieuw plan").click();
  await told(page, "Het plan wordt gemaakt").waitFor();
  await page.waitForFunction(async (earlier) => {
    const { plans } = await (await fetch("/api/v1/plans?pageSize=1")).json();
    return plans[0].id !== earlier && plans[0].state === "STATE_DONE";
  }, before);
  await heading(page, "In het kort");
  await button(page, "Maak een nieuw plan").waitFor(); // nothing is being made any more
}

async function thePicture(page) {
  await heading(page, "Het plan in beeld");
  const islands = page.getByRole("img", { name: /met een idee, \d+ nog zonder/ });
  await islands.first().waitFor();
  await look(page, "picture");
  await page.getByText("Hetzelfde als tabel").click();
  await page.getByRole("table", { name: "Het plan in beeld" }).waitFor();
  assert.equal(await page.getByRole("table").getByRole("row").count(), (await islands.count()) + 1, "the table says what the picture shows");
  await axeClean(page, "table");
}

/** The first idea on the page, by its heading. */
async function first(page) {
  const aside = page.getByRole("button", { name: /^Het idee .* opzij leggen$/ }).first();
  await aside.waitFor();
  return (await aside.getAttribute("aria-label")).replace(/^Het idee (.*) opzij leggen$/, "$1");
}

async function show(page, what) {
  await page.getByRole("button", { name: /^Laat zien|Laat zien$/ }).first().click();
  await page.getByRole("option", { name: what, exact: true }).click();
}

async function asideAndBack(page) {
  await page.waitForFunction(() => ![...document.querySelectorAll("main h3")].some((words) => words.textContent.includes("…")));
  const names = await first(page);
  await button(page, `Het idee ${names} opzij leggen`).click();
  await told(page, "Opzij gelegd").getByRole("button", { name: "Ongedaan maken" }).click();
  await button(page, `Het idee ${names} opzij leggen`).waitFor();
  await button(page, `Het idee ${names} opzij leggen`).click();
  await told(page, "Opzij gelegd").waitFor();
  await show(page, "Opzij gelegd");
  await axeClean(page, "aside");
  await button(page, `Het idee ${names} terughalen`).click();
  await told(page, "Het idee ligt er weer").waitFor();
  await show(page, "Nog te bekijken");
  await button(page, `Het idee ${names} opzij leggen`).waitFor();
}

async function takeOneUp(page) {
  const names = await first(page);
  await button(page, `Het idee ${names} oppakken`).click();
  await told(page, "Opgepakt").waitFor();
  await show(page, "Opgepakt");
  await axeClean(page, "taken-up");
  await page.getByRole("link", { name: "Naar de koppeling" }).first().click();
  await heading(page, "De mensen");
  const id = new URL(page.url()).pathname.split("/")[2];
  assert.equal((await read(page, `/api/v1/matches/${id}`)).state, "STATE_IDEA", "more than an idea");
  await page.goto("/plan"); // first: a match that is let go again has no page
  await page.evaluate(async (match) => {
    const { csrf } = await (await fetch("/auth/session")).json();
    await fetch(`/api/v1/matches/${match}:end`, { method: "POST", headers: { "content-type": "application/json", "X-CSRF-Token": csrf ?? "" }, body: "{}" });
  }, id);
}

async function whoHasNobody(page) {
  await heading(page, "Wie nog niemand heeft");
  await page.getByText("Dit zou helpen").first().waitFor();
  await page.getByText(/Een netwerker erbij die van/).first().waitFor();
}

async function howTheyAreMade(page) {
  await page.getByRole("link", { name: "Hoe plannen gemaakt worden" }).click();
  await page.getByRole("radiogroup", { name: "Waar kijkt een plan het eerst naar?" }).waitFor();
  await look(page, "settings");
  await button(page, "Bewaren").click();
  await told(page, "Het volgende plan wordt zo gemaakt").waitFor();
  await page.getByRole("radiogroup").locator("label").filter({ hasText: "Eerst hoe goed mensen bij elkaar passen" }).click();
  await button(page, "Maak nu één plan op deze manier").click();
  await page.waitForURL(/\/plan$/);
  await page.getByText("Er is eerst gekeken naar hoe goed mensen bij elkaar passen.").waitFor();
  await page.goto("/plan/instellingen"); // chosen for one plan only: what was not saved stays a draft, and is put back
  await page.getByRole("radiogroup").locator("label").filter({ hasText: "Eerst wie het langst wacht" }).click();
}

/** A support worker reads the plan as far as it is about whom they guide, and makes none. */
async function asASupportWorker(page) {
  await signInAs(page, "bas", { back: "/plan" });
  await heading(page, "Plan voor iedereen");
  await page.getByRole("heading", { name: "In het kort" }).waitFor();
  assert.equal(await button(page, "Maak een nieuw plan").count(), 0, "a support worker makes no plan");
  await page.goto("/plan/instellingen");
  await page.getByText(/Zo gaat het nu/).waitFor();
  await axeClean(page, "settings-read");
}
