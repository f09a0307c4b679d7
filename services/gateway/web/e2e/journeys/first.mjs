// A first day. An organisation with nothing in it but three people: each finds the first steps of their own work on Today, takes
// them with only what is on screen, and sees them go by themselves: a location, colleagues, two leads, somebody with a wish, a
// networker, and the match; then out together, and how it was. The tour of a role and that of a client, by keyboard, and help
// beside a question. It wants an empty organisation, so it walks once on each Optrek.
import assert from "node:assert/strict";
import { call } from "../made.mjs";
import { axeClean, fitsWidth, newPage, phone, settled, shot, signInAs } from "../browser.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const heading = (page, name) => page.getByRole("heading", { name }).first().waitFor();
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first().waitFor();
const choose = (within, question, answer) => within.getByRole("radiogroup", { name: question }).locator("label").filter({ hasText: answer }).first().click();
const steps = (page) => page.getByRole("list", { name: "De eerste stappen" });
const step = (page, words) => steps(page).locator("li").filter({ has: page.getByRole("heading", { name: words }) });
const isThere = (page, words) => step(page, words).getByText("(is er)").waitFor({ state: "attached" });
const focused = (page) => page.evaluate(() => document.activeElement?.textContent);

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `first-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

/** Types part of a name and takes the first who is offered. */
async function pick(page, label, name) {
  const box = page.getByRole("combobox", { name: label });
  await box.click();
  await box.pressSequentially(name);
  await page.getByRole("option", { name: new RegExp(`^${name}`) }).first().click();
}

async function today(page) {
  await page.goto("/");
  await settled(page);
}

export async function first({ baseURL, browser }) {
  await looksAround(browser, baseURL);
  const opened = {};
  for (const who of ["ada", "otis", "stien"]) {
    opened[who] = await newPage(browser, { baseURL });
    opened[who].page.setDefaultTimeout(20_000);
  }
  const { ada, otis, stien } = Object.fromEntries(Object.entries(opened).map(([who, { page }]) => [who, page]));
  let at = ada;
  try {
    await administers(ada);
    at = otis;
    await coordinates(otis);
    at = stien;
    await guides(stien);
    await goesOut(stien, otis);
    for (const { strangers, complaints } of Object.values(opened)) {
      assert.deepEqual(strangers, [], "asked another host");
      assert.deepEqual(complaints.filter((text) => !/status of (400|409)/.test(text)), [], "complaints in the console");
    }
  } catch (error) {
    await shot(at, "first-failed").catch(() => null);
    throw error;
  } finally {
    for (const { close } of Object.values(opened)) await close();
  }
}

async function administers(page) {
  await signInAs(page, "ada");
  const { locations } = await call(page, "GET", "/api/v1/locations");
  assert.equal(locations?.length ?? 0, 0, "Nieuw Begin is not empty any more: this journey wants an Optrek on which it did not walk before");
  await heading(page, "De eerste stappen");
  await page.getByText("Nieuw Begin begint.").waitFor();
  await look(page, "admin");
  await tour(page);
  await today(page);
  // Put away it is one line, and it comes back.
  await button(page, "Leg weg").click();
  await steps(page).waitFor({ state: "detached" });
  await heading(page, "Vandaag is voor wie begeleidt");
  await page.reload();
  await button(page, "De eerste stappen weer laten zien").click();
  await link(page, "Nieuwe locatie").click();
  await page.getByLabel("Naam").fill("De Zonnehoek");
  await button(page, "Bewaren").click();
  await link(page, "De Zonnehoek").waitFor();
  await today(page);
  await isThere(page, "Een locatie");
  await link(page, "Nieuwe collega").click();
  await page.getByLabel("Naam").fill("Marga Bedacht");
  await page.getByLabel("E-mail").fill("marga@nieuwbegin.example.org");
  await button(page, "Toevoegen").click();
  await page.getByRole("link", { name: "Marga Bedacht" }).waitFor();
  await today(page);
  // With a place and people it is not over: who colleagues can turn to comes next, and does not go out of sight unsaid.
  await isThere(page, "Een collega");
  await step(page, "Twee aanspreekpunten per locatie").getByRole("link", { name: "Aanspreekpunten kiezen" }).waitFor();
}

/** Beside the real pages, each heading with the focus, back and on, and out with Escape. */
async function tour(page) {
  await button(page, "Kijk rond").click();
  const panel = page.getByRole("complementary", { name: "Rondleiding" });
  await panel.getByRole("heading", { name: "Welkom bij Optrek" }).waitFor();
  assert.equal(await focused(page), "Welkom bij Optrek");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/organisatie$/);
  await heading(page, "Organisatie: hoe het hier geregeld is");
  await settled(page);
  assert.equal(await focused(page), "Organisatie: hoe het hier geregeld is", "the step keeps the focus, also when its page arrives later");
  await look(page, "tour");
  await button(panel, "Verder").click();
  await page.waitForURL(/deel=collegas/);
  await button(panel, "Terug").click();
  await page.waitForURL(/\/organisatie$/);
  await page.reload();
  await panel.getByRole("heading", { name: "Organisatie: hoe het hier geregeld is" }).waitFor();
  await panel.getByRole("heading").focus();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.id), "inhoud", "back to the page");
  await today(page);
  assert.equal(await button(page, "Kijk rond").count(), 0, "seen on this device: not offered again");
  await page.getByRole("button", { name: /^Menu van/ }).click();
  await page.getByRole("menuitem", { name: "Rondleiding" }).click();
  await button(panel, "Stop de rondleiding").click();
  await panel.waitFor({ state: "detached" });
}

async function coordinates(page) {
  await signInAs(page, "otis");
  await isThere(page, "Een locatie");
  await isThere(page, "Een collega");
  await look(page, "coordinator");
  await link(page, "Aanspreekpunten kiezen").click();
  await pick(page, "Zoek een collega", "Marga");
  await page.keyboard.press("Escape");
  await pick(page, "Zoek een collega", "Otis");
  await page.keyboard.press("Escape");
  await button(page, "Bewaren").click();
  await told(page, "De Zonnehoek");
  await today(page);
  await isThere(page, "Twee aanspreekpunten per locatie");
  await link(page, "Of neem een lijst over").waitFor();
}

/** Somebody new, as a support worker meets them: a name and a yes. */
async function newPerson(page, name) {
  await page.getByLabel("Roepnaam").fill(name);
  await page.locator("label").filter({ hasText: "zegt ja" }).click();
  await button(page, "Toevoegen").click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** What a search needs: what somebody likes, when, and a yes. */
async function mayBeLookedFor(page, name) {
  await page.getByRole("tab", { name: `Over ${name}` }).click();
  await link(page, "Wijzigen").click();
  await page.getByLabel(`Waar is ${name} goed in?`).fill("luisteren");
  await page.getByLabel(`Wat vindt ${name} leuk?`).fill("film");
  await page.getByLabel("Wat ik voor een ander kan betekenen").fill("Samen lachen.");
  await page.locator("label").filter({ hasText: "Doordeweeks, avond" }).click();
  await button(page, "Bewaren").click();
  await page.getByRole("tab", { name: "Toestemming" }).click();
  const matching = page.locator("section").filter({ has: page.getByRole("heading", { name: "Zoeken naar iemand die past" }) });
  await matching.getByRole("button", { name: "Ja, met plaatjes" }).click();
  await matching.getByText("Aangewezen met plaatjes.").waitFor();
}

async function guides(page) {
  await signInAs(page, "stien");
  await look(page, "worker");
  await link(page, "Nieuwe cliënt").click();
  await newPerson(page, "Wies");
  await mayBeLookedFor(page, "Wies");
  await today(page);
  await isThere(page, "Een cliënt");
  await link(page, "Nieuwe wens").click();
  await page.getByText("Hoe doe je dit?").click();
  await page.getByText("Schrijf op wat iemand zelf zegt.").waitFor();
  await look(page, "help");
  await page.getByLabel("2. Wat wil Wies?").fill("Ik wil een keer naar de film.");
  await page.getByLabel("Woorden waar het over gaat").fill("film");
  await button(page, "Bewaren").click();
  await page.getByText("Ik wil een keer naar de film.").waitFor();
  await today(page);
  await isThere(page, "De eerste wens");
  await link(page, "Mensen").click();
  await link(page, "Nieuwe cliënt").click();
  await newPerson(page, "Gradus");
  // A networker has a wish as well (M-01): without it a proposal says whom to talk with first.
  await link(page, "Nieuwe wens").click();
  await page.getByLabel("2. Wat wil Gradus?").fill("Ik wil iemand om mee te lachen.");
  await button(page, "Bewaren").click();
  await page.getByText("Ik wil iemand om mee te lachen.").waitFor();
  await mayBeLookedFor(page, "Gradus");
  await networker(page);
}

/** From an idea to a networker, from Today on. */
async function networker(page) {
  await today(page);
  await link(page, "Mogelijke netwerker noemen").click();
  await pick(page, "Aan wie denk je?", "Gradus");
  await choose(page, "Waar komt het idee vandaan?", "Ik ken deze persoon");
  await button(page, "Noteren").click();
  await button(page, "Ik heb het gevraagd").click();
  await link(page, "Het gesprek opschrijven").waitFor();
  // Half way: Today leads on to the same person.
  await today(page);
  await link(page, "Verder met wie er is").click();
  await link(page, "Het gesprek opschrijven").click();
  await choose(page, "Wil Gradus netwerker zijn?", "Gradus zegt ja");
  await page.getByLabel("In eigen woorden").fill("Ja, leuk.");
  await button(page, "Bewaren").click();
  await button(page, "Begint met leren").click();
  await link(page, "Begint als netwerker").click();
  await page.getByLabel("Welke steun is afgesproken?").fill("Elke week even bellen.");
  await choose(page, "Met hoeveel mensen wil Gradus op pad?", "2 mensen");
  await button(page, "Begint als netwerker").click();
  await heading(page, "Het loopt");
  await today(page);
  await isThere(page, "De eerste netwerker");
  await look(page, "worker-nearly");
}

async function goesOut(page, otis) {
  await link(page, "Bij een wens zoeken").click();
  await page.getByRole("link", { name: "Wies" }).first().click();
  await heading(page, "Wie past hierbij?");
  await button(page, "Kies Gradus").click();
  await button(page, "Bewaar als idee").click();
  await heading(page, "Wies en Gradus");
  const match = new URL(page.url()).pathname;
  // A second support worker for each (O-01), given by the coordinator past the page.
  const { supportWorkers } = await call(otis, "GET", "/api/v1/supportWorkers");
  const idOf = (name) => supportWorkers.find((worker) => worker.name === name).id;
  for (const { id, etag } of (await call(otis, "GET", "/api/v1/clients")).clients) {
    await call(otis, "POST", `/api/v1/clients/${id}:assign`, { supportWorkerIds: [idOf("Stien Startblok"), idOf("Marga Bedacht")], etag, requestId: crypto.randomUUID() });
  }
  await today(page);
  assert.equal(await steps(page).count(), 0, "with the first match the start is over");
  await page.goto(match);
  await link(page, "Voorstellen").click();
  await page.getByLabel("Waarom kunnen deze mensen bij elkaar passen?").fill("Allebei houden jullie van film.");
  await choose(page, "Hoe breng je hen bij elkaar?", "Attenderen");
  await page.getByLabel("Welke begeleiding is hierbij nodig?").fill("De eerste keer loopt iemand mee.");
  await button(page, "Voorstellen").click();
  for (const name of ["Wies", "Gradus"]) {
    await button(page, `Antwoord van ${name} noteren`).click();
    const dialog = page.getByRole("dialog", { name: `Het antwoord van ${name}` });
    await choose(dialog, `Wat zei ${name}?`, /^Ja$/);
    await choose(dialog, `Hoe gaf ${name} dit antwoord?`, "Met plaatjes");
    await button(dialog, "Bewaren").click();
    await dialog.waitFor({ state: "detached" });
  }
  await link(page, "Het gesprek voeren").click();
  for (const name of ["Wies", "Gradus"]) {
    await page.getByLabel(`Wat hoopt ${name}?`).fill("Samen lachen.");
    await choose(page, `Hoe vaak zou ${name} willen afspreken?`, "Af en toe");
  }
  await page.getByLabel("Wat kan er?").fill("Op dinsdag is het rustig.");
  await page.getByLabel("Het eerste plan").fill("Eerst het programma bekijken.");
  await button(page, "Bewaar het gesprek").click();
  for (const name of ["Wies", "Gradus"]) {
    await button(page, `Ja van ${name} noteren`).click();
    const dialog = page.getByRole("dialog", { name: `Samen verder? Het ja van ${name}` });
    await choose(dialog, `Hoe gaf ${name} dit antwoord?`, "Met een gebaar");
    await button(dialog, "Bewaren").click();
    await dialog.waitFor({ state: "detached" });
  }
  await told(page, "Ze zijn samen op weg!");
  await page.goto(match);
  await link(page, "Activiteit plannen").first().click();
  await page.getByLabel("Wat gaan jullie doen?").fill("Samen naar de film");
  await button(page, "Zet het erbij").click();
  await heading(page, "Samen naar de film");
  await button(page, "Is gebeurd").click();
  await button(page, "Wies vertelt het mij").click();
  const dialog = page.getByRole("dialog", { name: "Hoe was het voor Wies?" });
  await choose(dialog, "Hoe vond Wies het?", "Fijn");
  await choose(dialog, "Nog een keer?", /^Ja$/);
}

/** A client's look around: pictures, few words, one button on, and stopping. */
async function looksAround(browser, baseURL) {
  const { page, close } = await newPage(browser, { baseURL, viewport: phone });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, "mees", { back: "/mijn" });
    await button(page, "Kijk rond").click();
    const panel = page.getByRole("complementary", { name: "Rondkijken" });
    await panel.getByRole("heading", { name: "Welkom" }).waitFor();
    await look(page, "client-tour");
    await button(panel, "Begin").click();
    await page.waitForURL(/\/mijn\/mensen$/);
    await settled(page);
    assert.equal(await focused(page), "Mijn mensen");
    await look(page, "client-tour-people");
    for (const part of ["eropuit", "hoe-gaat-het", "praten", "over-mij"]) {
      await button(panel, "Verder").click();
      await page.waitForURL((url) => url.pathname.endsWith(part));
    }
    await button(panel, "Verder").click();
    await button(panel, "Klaar").click();
    await panel.waitFor({ state: "detached" });
    assert.equal(await button(page, "Kijk rond").count(), 0, "not offered again");
    await button(page, "Zo wil ik het").click();
    await button(page.getByRole("dialog"), "Kijk rond").click();
    await button(panel, "Stop").click();
  } catch (error) {
    await shot(page, "first-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}
