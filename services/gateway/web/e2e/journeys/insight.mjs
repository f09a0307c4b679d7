// Insight: before the first quarter is over; a year of a location of three and one of three hundred, as the service itself
// tells it (insight.json, held by a test of the service), as plots, words and tables; and the story of a year: begun, written,
// kept as versions, downloaded. Axe on every page, both widths, and on paper.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";

const small = "0197c000-0000-7000-8000-000000000003";
const large = "0197c000-0000-7000-8000-000000000300";

async function look(page, name) {
  await settled(page);
  await axeClean(page, `insight-${name}`);
  await shot(page, `insight-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });

export async function insight({ baseURL, browser }) {
  await withPage(browser, baseURL, "ids", notForEverybody);
  await withPage(browser, baseURL, "tess", async (page) => {
    await first(page);
    await aYear(page);
    await story(page);
  });
}

async function withPage(browser, baseURL, sub, walk) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL, acceptDownloads: true });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, sub);
    await walk(page);
    assert.deepEqual(strangers, [], "asked another host");
    // A year that nobody wrote of yet is asked for too.
    assert.deepEqual(complaints.filter((line) => !/status of 40[34]/.test(line)), [], "complaints in the console");
  } catch (error) {
    await shot(page, "insight-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

/** A support worker has no insight in the menu, and the service tells them nothing either. */
async function notForEverybody(page) {
  await page.getByRole("navigation").first().waitFor();
  assert.equal(await link(page, "Inzicht").count(), 0);
  const status = await page.evaluate(async () => (await fetch("/api/v1/insight/quarters")).status);
  assert.equal(status, 403);
}

/** What the service itself has: before the first quarter is over, that it is not, and when it will be. */
async function first(page) {
  await link(page, "Inzicht").first().click();
  await page.getByRole("heading", { name: "Inzicht", level: 1 }).waitFor();
  await page.getByRole("heading", { name: "Er is nog geen kwartaal voorbij" }).or(page.getByRole("combobox").or(button(page, "Afdrukken"))).first().waitFor();
  await page.getByText("Zo zijn deze getallen gemaakt").click();
  await look(page, "first");
}

async function aYear(page) {
  const quarters = await readFile(new URL("./insight.json", import.meta.url), "utf8");
  const locations = JSON.stringify({ locations: [{ id: small, name: "Het Hofje" }, { id: large, name: "Het Grote Dorp" }] });
  const json = (body) => (route) => route.fulfill({ body, contentType: "application/json" });
  await page.route("**/api/v1/insight/quarters", json(quarters));
  await page.route(/\/api\/v1\/locations(\?|$)/, json(locations));
  await page.goto("/inzicht");
  await page.getByText("Ongeveer 75 mensen deden iets samen met hun koppeling en ongeveer 70 mensen deden op een andere manier mee.").waitFor();
  await look(page, "whole");
  await button(page, "Bekijk als tabel: Wie deden er mee?").click();
  await page.getByRole("table", { name: /Wie deden er mee\? Per locatie/ }).getByRole("row", { name: /Het Hofje/ }).getByText("te weinig").first().waitFor();
  await look(page, "tables");
  await page.emulateMedia({ media: "print" });
  await shot(page, "insight-paper", [794]);
  await page.emulateMedia({ media: null });

  await page.goto(`/inzicht?plek=${large}`);
  await page.getByRole("heading", { name: /Het Grote Dorp/ }).waitFor();
  await page.getByText("75 tot 79 mensen", { exact: true }).first().waitFor();
  await look(page, "three-hundred");
  await page.goto(`/inzicht?plek=${small}`);
  await page.getByRole("heading", { name: "Het Hofje is een kleine groep" }).waitFor();
  assert.equal(await page.getByRole("img").count(), 0, "nothing is drawn of three people");
  await look(page, "three");
  await page.unrouteAll();
}

async function story(page) {
  const year = new Date().getFullYear();
  const words = `Samen koken bleek een goed begin. ${Date.now()}`;
  await page.goto(`/inzicht/jaar/${year}`);
  await page.getByRole("heading", { name: `Jaarverhaal ${year}`, level: 1 }).waitFor();
  const learned = page.getByRole("group", { name: "Deel 4" }).getByRole("textbox", { name: "Tekst" });
  await learned.fill(`- ${words}\n- Dit bespaart geld`);
  await page.getByText("Hier lijkt iets te staan over geld of werktijd.").waitFor();
  await learned.fill(`- ${words}`);
  await look(page, "writing");
  await button(page, "Bewaren").click();
  await page.getByText(/Bewaard als versie \d+\./).first().waitFor();
  await page.reload();
  await page.getByRole("listitem").filter({ hasText: words }).waitFor();

  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Bewaar als Word-bestand").click()]);
  assert.equal(download.suggestedFilename(), `jaarverhaal-${year}.docx`);
  const file = await readFile(await download.path());
  assert.ok(file.subarray(0, 2).toString() === "PK" && file.includes("word/document.xml"), "no Word document");

  await page.getByRole("group", { name: "Deel 1" }).getByRole("textbox", { name: "Kopje" }).fill("Samen eropuit");
  await button(page, "Bewaren").click();
  await page.getByText("Eerdere versies").click();
  await page.getByRole("link", { name: /^Versie \d+$/ }).first().click();
  await page.getByText(/Zo was het toen/).waitFor();
  await look(page, "earlier");
  await page.emulateMedia({ media: "print" });
  await shot(page, "insight-story-paper", [794]);
  await page.emulateMedia({ media: null });
  await link(page, "Naar hoe het nu is").click();
  await page.getByRole("heading", { name: "Samen eropuit" }).waitFor();
}
