// What is kept of me. From about me a client comes to who looked and to their card; they read everything by subject, with pictures,
// and say of a line that it is not right; they take all of it along, and has it left unused and used again; a support worker finds the line on Today, answers, hands everything over to a
// representative, and sees what is not to be used above the page. The client reads the answer. It ends as it began.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, quiet, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await quiet(page);
  await axeClean(page, name);
  await shot(page, `mydata-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const heading = (page, name, level = 1) => page.getByRole("heading", { level, name }).first().waitFor();
const doing = (page, words) => page.locator("a, button").filter({ has: page.getByText(words, { exact: true }) }).first();
const button = (page, name) => page.getByRole("button", { name }).first();

export async function mydata({ baseURL, browser }) {
  const jip = await newPage(browser, { baseURL, viewport: phone, acceptDownloads: true });
  const eva = await newPage(browser, { baseURL, acceptDownloads: true });
  for (const { page } of [jip, eva]) page.setDefaultTimeout(25_000);
  try {
    await signInAs(jip.page, "jip", { back: "/mijn" });
    await signInAs(eva.page, "eva");
    const me = await jip.page.evaluate(async () => (await (await fetch("/auth/session")).json()).person);
    await reads(jip.page);
    await answers(eva.page, me);
    await hears(jip.page);
    await unused(jip.page, eva.page, me);
    await handsOver(eva.page, me);
  } catch (error) {
    await shot(jip.page, "mydata-failed-jip").catch(() => {});
    await shot(eva.page, "mydata-failed-eva").catch(() => {});
    throw error;
  } finally {
    await jip.context.close();
    await eva.context.close();
  }
}

/** The client: by subject, "not right" in one tap, and the file. */
async function reads(page) {
  await page.goto("/mijn/over-mij");
  await doing(page, "Wie keek er?").waitFor();
  await look(page, "about-me");
  for (const title of ["Wie keek er?", "Mijn kaart"]) {
    await doing(page, title).click();
    await heading(page, title);
    await page.goto("/mijn/over-mij");
  }
  await doing(page, "Mijn gegevens").click();
  await heading(page, "Mijn gegevens");
  await look(page, "hub");
  await doing(page, "Lees wat we bewaren").click();
  await doing(page, "Wie ik ben").waitFor();
  await look(page, "subjects");
  await doing(page, "Wie ik ben").click();
  await doing(page, "Wie je bent").waitFor();
  await look(page, "subject");
  await doing(page, "Wie je bent").click();
  await heading(page, "Wie je bent");
  await page.getByText("Geboortejaar", { exact: true }).first().waitFor();
  const right = button(page, /^Het klopt toch: Geboortejaar/);
  if (await right.isVisible()) await right.click(); // somebody who stumbled here before had said so
  await right.waitFor({ state: "detached" });
  assert.equal(await page.getByText("Cliëntnummer").count(), 0, "what only a computer needs comes when one asks for it");
  await look(page, "part");
  await button(page, "Alles laten zien").click();
  await page.getByText("Cliëntnummer").waitFor();
  await notRight(page);
  await right.click();
  await right.waitFor({ state: "detached" });
  await notRight(page);
  await look(page, "not-right");
  await inWords(page);
  await page.goto("/mijn/over-mij/gegevens");
  const [file] = await Promise.all([page.waitForEvent("download"), doing(page, "Neem het mee").click()]);
  assert.match(file.suggestedFilename(), /^mijn-gegevens-\d{4}-\d\d-\d\d\.zip$/);
}

/** "This is not right": which line, how it is then (or nothing), and it stands with the line. */
async function notRight(page) {
  await page.getByRole("link", { name: "Dit klopt niet" }).click();
  await heading(page, "Wat klopt er niet?");
  await page.getByText("Geboortejaar", { exact: true }).waitFor();
  await look(page, "which-line");
  await page.getByRole("radio", { name: /^Geboortejaar/ }).check();
  await button(page, "Verder").click();
  await heading(page, "Hoe is het wel?");
  await look(page, "how-is-it");
  await button(page, "Overslaan").click();
  await heading(page, "Goed dat je het zegt");
  await look(page, "said");
  await doing(page, "Lees verder").click();
  await page.getByText("Je zei: dit klopt niet.").first().waitFor();
}

/** All subjects one after another: what is told is words, never the names by which we keep them (`network_map-1`). */
async function inWords(page) {
  const next = page.getByRole("link", { name: /^Verder: / });
  for (let n = 0; n < 40; n += 1) {
    await settled(page);
    const told = await everything(page);
    assert.doesNotMatch(told, /\b[a-z]+_[a-z_]+(-\d+)?\b/, `a key instead of words at ${new URL(page.url()).pathname}`);
    if ((await next.count()) === 0) return;
    const before = page.url();
    await next.click();
    await page.waitForURL((url) => url.href !== before);
  }
  assert.fail("the subjects go round");
}

/** What stands in each thing, opened one after another, with all that is kept of it. */
async function everything(page) {
  const all = page.getByRole("button", { name: "Alles laten zien", exact: true });
  const things = page.locator("main section > div > button[aria-expanded]");
  let told = "";
  for (let n = 0; n < Math.max(1, await things.count()); n += 1) {
    if ((await things.count()) > 0 && (await things.nth(n).getAttribute("aria-expanded")) === "false") await things.nth(n).click();
    if ((await all.count()) > 0) await all.click();
    told += await page.locator("main").innerText();
  }
  return told;
}

/** The support worker: on Today, then the answer on the person's page. */
async function answers(page, me) {
  await page.goto("/");
  await page.getByRole("link", { name: /Geboortejaar/ }).first().waitFor();
  await look(page, "today");
  await page.getByRole("link", { name: /Geboortejaar/ }).first().click();
  await heading(page, "Klopt niet", 2);
  await look(page, "data");
  await button(page, "Het blijft zo").click();
  await page.getByText("Schrijf op waarom het zo blijft.").first().waitFor();
  await page.getByLabel(/^Antwoord aan/).first().fill("Zo staat het op je pas. We kijken er samen naar.");
  await button(page, "Het blijft zo").click();
  await page.getByText("heeft het antwoord nog niet gelezen", { exact: false }).first().waitFor();
  assert.ok(page.url().includes(me));
}

/** The client reads the answer, and it is gone once they say that they know it. */
async function hears(page) {
  await page.goto("/mijn/over-mij/gegevens");
  await page.getByText("Zo staat het op je pas.", { exact: false }).first().waitFor();
  await look(page, "answer");
  await doing(page, "Ik weet het").click();
  await page.getByText("Zo staat het op je pas.", { exact: false }).first().waitFor({ state: "detached" });
}

/** Kept and not used: one tap, a note above the page for who guides, and back in one tap. */
async function unused(page, worker, me) {
  await doing(page, "Even niet gebruiken").click();
  await doing(page, "Ja, even niet gebruiken").waitFor();
  await look(page, "unused-ask");
  await doing(page, "Ja, even niet gebruiken").click();
  await doing(page, "Je mag ze weer gebruiken").waitFor();
  await look(page, "unused-now");
  await worker.goto(`/mensen/${me}`);
  await heading(worker, /worden nu niet gebruikt/, 2);
  await look(worker, "unused-note");
  await doing(page, "Je mag ze weer gebruiken").click();
  await doing(page, "Ja, even niet gebruiken").waitFor();
}

/** For a representative: a document to read and print, without what the client keeps to themself. */
async function handsOver(page, me) {
  await page.goto(`/mensen/${me}?deel=gegevens`);
  await heading(page, "Alles wat we bewaren", 2);
  await page.locator("label").filter({ hasText: "De vertegenwoordiger" }).first().click();
  await button(page, "Alles bij elkaar zoeken").click();
  await page.getByRole("link", { name: "Lezen en afdrukken" }).first().waitFor();
  await look(page, "export");
  await page.getByRole("link", { name: "Lezen en afdrukken" }).first().click();
  await heading(page, /^Alles over /);
  await heading(page, "Wie je bent", 2);
  await look(page, "document");
}
