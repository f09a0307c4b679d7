// Who looked: a support worker looks along in an emergency with somebody she does not guide; the client reads who, when and
// why; the keeper of the log finds it, looks at it, and finds her own reading in the log. Axe on every page, both widths.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `looks-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

async function as(browser, baseURL, sub, walk, options = {}) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL, ...options });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, sub);
    await walk(page);
    assert.deepEqual(strangers, [], "asked another host");
    // The browser itself notes every answer that refuses something; some are asked for on purpose.
    assert.deepEqual(complaints.filter((line) => !/status of 4\d\d/.test(line)), [], "complaints in the console");
  } catch (error) {
    await shot(page, "looks-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

const words = "Er is vannacht niemand bereikbaar en het kan niet wachten.";

export async function looks({ baseURL, browser }) {
  await as(browser, baseURL, "vico", emergency);
  await as(browser, baseURL, "pip", read);
  await as(browser, baseURL, "hugo", review);
  await as(browser, baseURL, "vico", stop);
}

async function emergency(page) {
  await page.goto("/mensen");
  await page.getByRole("link", { name: "Bij spoed: iemand die je niet begeleidt" }).click();
  await page.getByRole("heading", { name: "Meekijken met spoed", level: 1 }).waitFor();
  await look(page, "open");
  await button(page, "Meekijken met spoed").click();
  await page.getByText("Kies waarom het nodig is.").waitFor();
  await page.getByLabel("Voornaam en achternaam").fill("Pip");
  await page.getByText("De eigen begeleider is niet te bereiken.").click();
  await page.getByLabel("Vertel in een paar woorden wat er is").fill(words);
  await button(page, "Meekijken met spoed").click();
  await page.getByText("Schrijf de voornaam en de achternaam.").first().waitFor();
  await look(page, "half-a-name");
  await page.getByLabel("Voornaam en achternaam").fill("pip poppenkast");
  await page.getByLabel("Voornaam en achternaam").press("Enter");
  await page.getByRole("heading", { name: "Pip Poppenkast", level: 1 }).waitFor();
  await page.getByRole("heading", { name: /^Je kijkt mee met spoed, tot/ }).waitFor();
  await look(page, "along");
}

async function read(page) {
  await page.goto("/mijn/wie-keek");
  await page.getByRole("heading", { name: "Wie keek er?" }).waitFor();
  await page.getByText("Vico Verzonnen keek mee met spoed.").waitFor();
  await page.getByText(`Waarom: ${words}`).waitFor();
  await look(page, "client");
  await button(page, "Een maand terug").click();
  await page.getByRole("heading", { name: "Niemand keek" }).waitFor();
  await look(page, "client-before");
  await button(page, "Terug naar nu").click();
  await page.getByText("Vico Verzonnen keek mee met spoed.").waitFor();
}

async function review(page) {
  await page.goto("/organisatie");
  await page.getByRole("link", { name: "Logboek" }).click();
  await page.getByRole("heading", { name: "Logboek", level: 1 }).waitFor();
  await page.getByRole("table").waitFor();
  await look(page, "log");
  const seen = button(page, "Ik heb het bekeken");
  if (await seen.count()) {
    await seen.first().click();
    await page.getByText("Bekeken.").first().waitFor();
  }
  await page.getByRole("combobox", { name: /^Wie/ }).pressSequentially("Vico");
  await page.getByRole("option", { name: /Vico Verzonnen/ }).click();
  await page.getByRole("row").filter({ hasText: "Pip Poppenkast" }).first().waitFor();
  await look(page, "log-of-one");
  await button(page, "Laat alles weer zien").click();
  await page.getByRole("row").filter({ hasText: /logboek/i }).first().waitFor();
}

async function stop(page) {
  await page.goto("/mensen");
  await page.getByRole("link", { name: /Pip Poppenkast/ }).first().click();
  await button(page, "Ik ben klaar, stop").click();
  await page.getByText("Je kijkt niet meer mee.").waitFor();
  await page.getByRole("link", { name: /Pip Poppenkast/ }).waitFor({ state: "detached" });
}
