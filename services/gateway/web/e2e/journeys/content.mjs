// Texts in the organisation's own words: a coordinator makes a new version of a talk tool, compares it with the one before,
// takes it out and puts it back, and says how many small steps may be open; a support worker records a yes for a while,
// given by the representative, and takes it back in one tap; a client reads the same texts in short. Axe on every page.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `content-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();
const label = (page, text) => page.locator("label").filter({ hasText: text }).first();

export async function content({ baseURL, browser }) {
  await withPage(browser, baseURL, "tess", "/organisatie?deel=teksten", texts);
  await withPage(browser, baseURL, "nina", "/mensen", consent);
  await withPage(browser, baseURL, "teun", "/mijn/over-mij/delen", sharing, { viewport: phone });
}

async function withPage(browser, baseURL, sub, back, walk, options = {}) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL, ...options });
  page.setDefaultTimeout(40_000);
  try {
    await signInAs(page, sub, { back });
    await walk(page);
    assert.deepEqual(strangers, [], "asked another host");
    assert.deepEqual(complaints, [], "complaints in the console");
  } catch (error) {
    await shot(page, "content-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

async function texts(page) {
  await page.getByRole("heading", { name: "Hulp bij het netwerkgesprek" }).waitFor();
  await look(page, "list");
  await link(page, "De wondervraag").click();
  await heading(page, "De wondervraag");
  await link(page, "Wijzigen").click();
  await heading(page, "De wondervraag wijzigen");
  const words = `Wat zou je morgen als eerste merken? ${Date.now()}`;
  await page.getByLabel("Tekst", { exact: true }).first().fill(words);
  // What is typed stays through a reload, and is thrown away only on purpose.
  await page.reload();
  await heading(page, "De wondervraag wijzigen");
  assert.equal(await page.getByLabel("Tekst", { exact: true }).first().inputValue(), words);
  await look(page, "form");
  await button(page, "Nieuwe versie in gebruik nemen").click();
  await heading(page, "De wondervraag");
  await page.locator("ol").getByText(words).waitFor();
  await page.getByText(/^Vergelijk met versie/).click();
  await page.locator("ins").getByText(words).waitFor();
  await look(page, "versions");
  await page.getByRole("navigation", { name: "Welke versie" }).getByRole("link", { name: "Versie 1", exact: true }).click();
  await page.getByText("Stel, vannacht gebeurt er een wonder", { exact: false }).first().waitFor();
  await button(page, "Wegzetten").click();
  await button(page, "Terughalen").waitFor();
  await button(page, "Ongedaan maken").click();
  await button(page, "Wegzetten").waitFor();
  await page.goto("/organisatie/teksten/toestemming/matching");
  await heading(page, "Iemand voor mij zoeken");
  assert.equal(await button(page, "Wegzetten").count(), 0, "a consent text stays");
  await page.goto("/organisatie?deel=instellingen");
  await label(page, "4 stappen").click();
  await button(page, "Ongedaan maken").click();
  await look(page, "settings");
}

async function consent(page) {
  const client = await page.evaluate(async () => {
    const send = async (method, path, body) => (await fetch(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).json();
    return send("POST", "/api/v1/clients", { givenName: "Tineke", familyName: "Toneelstuk", representative: { name: "Truus Testpersoon", kind: "KIND_MENTOR" } });
  });
  await page.goto(`/mensen/${client.id}?deel=over`);
  await page.getByText("Truus Testpersoon, Mentor").waitFor();
  await look(page, "representative");
  await link(page, "Wijzigen").click();
  await page.getByLabel("Naam", { exact: false }).last().waitFor();
  await page.goto(`/mensen/${client.id}?deel=toestemming`);
  const story = page.locator("section").filter({ has: page.getByRole("heading", { name: "Het verhaal vertellen" }) });
  await story.getByText("Mijn verhaal mag verteld worden. Ik kan altijd stoppen.").waitFor();
  await story.locator("label").filter({ hasText: "Truus Testpersoon zegt ja" }).click();
  await story.locator("label").filter({ hasText: "Alleen voor een tijdje" }).click();
  assert.equal(await story.getByRole("button", { name: "Ja, gezegd" }).isDisabled(), true, "until when?");
  await story.getByLabel("Laatste dag").fill(`${new Date().getFullYear() + 1}-06-01`);
  await look(page, "ask");
  await story.getByRole("button", { name: "Ja, gezegd" }).click();
  await story.getByText("Namens Tineke door Truus Testpersoon.").waitFor();
  await look(page, "given");
  await story.getByRole("button", { name: "Ja intrekken" }).click();
  await story.getByRole("button", { name: "Ja, gezegd" }).waitFor();
  await page.getByText("Wat er eerder was").click();
  await page.getByText("De tekst van toen:", { exact: false }).waitFor();
  await look(page, "history");
  await page.getByRole("alertdialog").filter({ hasText: "Het geldt meteen" }).getByRole("button", { name: "Ongedaan maken" }).click();
  await story.getByText("Namens Tineke door Truus Testpersoon.").waitFor();
}

async function sharing(page) {
  await heading(page, "Wat anderen mogen zien");
  await page.getByText("Zoek samen met mij een maatje.").waitFor();
  await look(page, "sharing");
}

export default content;
