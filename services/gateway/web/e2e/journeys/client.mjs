// A client: answers a proposal (says no, thinks again, says yes), goes on together, plans something, says how it was, looks
// back, makes a wish, puts somebody on the map and hides them, says that something is not safe, and stops a match in one tap.
// A support worker makes what it takes beforehand, with somebody new each time, so that it can run again and again.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, quiet, settled, shot, signInAs } from "../browser.mjs";
import { beside, call, newName, propose, until } from "../made.mjs";

/** In the dark as well: one page of each sort, because the colours come from one place. */
const inTheDark = new Set(["home", "people", "proposal", "under-way", "plan-when", "outing", "feeling-push", "wishes", "map", "sharing", "talk-who", "unsafe-told", "stop", "networker"]);

/** Looks at a page as everybody meets it: axe, both widths, and nothing wider than the smallest screen. */
async function look(page, name) {
  await settled(page);
  await quiet(page);
  await axeClean(page, name);
  await shot(page, `client-${name}`);
  if (inTheDark.has(name)) {
    await page.emulateMedia({ colorScheme: "dark" });
    await axeClean(page, `${name}, dark`);
    await shot(page, `client-dark-${name}`, [phone.width]);
    await page.emulateMedia({ colorScheme: "light" });
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(phone);
}

const heading = (page, text) => page.getByRole("heading", { level: 1, name: text }).waitFor();
const tap = (page, words) => page.getByRole("button", { name: words, exact: true }).click();
/** What can be done or opened: its words, and whatever stands quietly below them. */
const doing = (page, words) => page.locator("a, button").filter({ has: page.getByText(words, { exact: true }) }).first();
const choose = (page, words) => page.locator("label").filter({ hasText: words }).first().click();

/** One question: an answer, and on. */
async function answer(page, question, words, next = "Verder") {
  await heading(page, question);
  if (words) await choose(page, words);
  await tap(page, words === null ? "Overslaan" : next);
}

export async function client({ baseURL, browser }) {
  const desk = await newPage(browser, { baseURL });
  const hand = await newPage(browser, { baseURL, viewport: phone });
  for (const { page } of [desk, hand]) page.setDefaultTimeout(20_000);
  try {
    await signInAs(desk.page, "nina");
    await signInAs(hand.page, "teun", { back: "/mijn" });
    const me = (await call(hand.page, "GET", "/auth/session")).person;
    const match = await propose(desk.page, me);
    await meet(hand.page, desk.page, match);
    await goOn(hand.page, desk.page, match, me);
    await plan(hand.page, match);
    await howWasIt(hand.page, desk.page, match, me);
    await lookBack(hand.page, desk.page, match);
    await wish(hand.page);
    await map(hand.page, desk.page, me);
    await aboutMe(hand.page);
    await talk(hand.page);
    await stop(hand.page, desk.page, match, me);
    await otherStates(browser, baseURL);
    for (const { strangers, complaints } of [hand]) {
      assert.deepEqual(strangers, [], "asked another host");
      assert.deepEqual(complaints, [], "complaints in the console");
    }
  } finally {
    await desk.close();
    await hand.close();
  }
}

async function meet(page, staff, { name, id }) {
  await until("a question on the start page", async () => {
    await page.goto("/mijn");
    await settled(page);
    assert.ok(await page.getByText("Een vraag voor jou").first().isVisible());
  });
  await look(page, "home");
  await page.getByRole("link", { name: /Mijn mensen/ }).click();
  await heading(page, "Mijn mensen");
  await doing(page, `Wil je ${name} ontmoeten?`).waitFor();
  await look(page, "people");
  await doing(page, `Wil je ${name} ontmoeten?`).click();
  await heading(page, `Wil je ${name} ontmoeten?`);
  await look(page, "proposal");
  // No is one tap and fine; and as long as it was not sent one may think again.
  await answer(page, `Wil je ${name} ontmoeten?`, "Nee");
  await heading(page, "Jij zegt nee");
  await look(page, "proposal-no");
  await tap(page, "Ik kies iets anders");
  await answer(page, `Wil je ${name} ontmoeten?`, "Ja");
  await heading(page, "Jullie willen allebei!");
  await look(page, "proposal-yes");
  await tap(page, "Klaar");
  await heading(page, "Mijn mensen");
  assert.equal((await call(staff, "GET", `/api/v1/matches/${id}`)).state, "STATE_GETTING_ACQUAINTED");
}

async function goOn(page, staff, { id, name, other, path }, me) {
  await page.goto(path);
  await heading(page, name);
  await page.getByText("Eerst samen praten").waitFor();
  await look(page, "acquainted");
  await doing(page, "Hoe vaak wil je afspreken?").click();
  await heading(page, "Hoe vaak wil je afspreken?");
  await look(page, "how-often");
  await answer(page, "Hoe vaak wil je afspreken?", "Regelmatig");
  await heading(page, "Wat hoop je?");
  await page.getByRole("textbox", { name: "Wat hoop je?" }).fill("Dat het gezellig is.");
  await look(page, "hope");
  await tap(page, "Klaar");
  await heading(page, name);
  await call(staff, "POST", `/api/v1/matches/${id}:talk`, {
    talk: { expectations: [{ clientId: other, rhythm: "RHYTHM_OFTEN" }], possibilities: "Dinsdag is het rustig.", plan: "Eerst samen thee drinken." },
  });
  await page.reload();
  await doing(page, "Ja, samen verder").waitFor();
  await look(page, "agree");
  await doing(page, "Ja, samen verder").click();
  await page.getByText("Jij zegt: samen verder").waitFor();
  await call(staff, "POST", `/api/v1/matches/${id}:agree`, { clientId: other, supportForm: "SUPPORT_FORM_SPOKEN" });
  const now = await call(staff, "GET", `/api/v1/matches/${id}`);
  assert.equal(now.state, "STATE_UNDER_WAY");
  assert.equal(now.talk.expectations.find((own) => own.clientId === me).rhythm, "RHYTHM_REGULARLY");
}

async function plan(page, { name, path }) {
  await page.goto(path);
  await doing(page, "Even pauze").waitFor();
  await look(page, "under-way");
  await doing(page, "Even pauze").click();
  await page.getByText("Rust maar uit.", { exact: false }).waitFor();
  await look(page, "paused");
  await doing(page, "Weer verder").click();
  await doing(page, "Iets afspreken").click();
  await heading(page, "Wat wil je doen?");
  await look(page, "plan-what");
  await answer(page, "Wat wil je doen?", "Film kijken");
  await heading(page, "Met wie?");
  assert.ok(await page.getByRole("checkbox", { name }).isChecked(), "whom one came from is chosen");
  await look(page, "plan-with");
  await tap(page, "Verder");
  await heading(page, "Wanneer?");
  await look(page, "plan-when");
  // Back always works, and what was chosen is still there.
  await page.goBack();
  await heading(page, "Met wie?");
  await page.goForward();
  await answer(page, "Wanneer?", "Morgen");
  await answer(page, "Hoe laat ongeveer?", "In de middag", "Klaar");
  await heading(page, "Het staat erin!");
  await look(page, "planned");
  await doing(page, "Erop uit").click();
  await heading(page, "Erop uit");
  await look(page, "going");
  await page.getByRole("link", { name: new RegExp(`Film kijken.*${name}`) }).click();
  await heading(page, "Film kijken");
  await look(page, "outing");
  await doing(page, "Een andere dag").click();
  await answer(page, "Wanneer?", "Overmorgen");
  await answer(page, "Hoe laat ongeveer?", "In de avond", "Klaar");
  await page.getByText("Overmorgen in de avond").waitFor();
  await doing(page, "Ik ga niet mee").click();
  await heading(page, "Jij gaat niet mee");
  await look(page, "not-going");
  await tap(page, "Ik ga toch mee");
  await heading(page, "Film kijken");
}

async function howWasIt(page, staff, { id, name, other }, me) {
  const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  const past = await until("an activity of this match", () => beside(staff, "POST", "/api/v1/activities", {
    state: "STATE_PLANNED", kind: "KIND_COFFEE", what: `Thee met ${name}`, clientIds: [me, other], matchId: id, day, daypart: "DAYPART_MORNING",
  }));
  await page.goto("/mijn/eropuit");
  await doing(page, `Thee met ${name}`).click();
  await heading(page, `Hoe was het? Thee met ${name}`);
  await look(page, "how-was-it");
  await answer(page, `Hoe was het? Thee met ${name}`, "Leuk");
  await answer(page, "Wil je nog een keer?", "Ja");
  await heading(page, "Wie mag dit weten?");
  assert.ok(await page.getByRole("radio", { name: "Alleen ik" }).isChecked(), "private unless shared");
  await look(page, "how-was-it-who");
  await tap(page, "Verder");
  await heading(page, "Dank je wel");
  await look(page, "how-was-it-thanks");
  assert.deepEqual((await call(staff, "GET", `/api/v1/activities/${past.id}/howWasIt`)).answers, [], "told to nobody");
}

async function lookBack(page, staff, { id, name }) {
  const open = await until("a look back", () => beside(staff, "POST", "/api/v1/interimEvaluations:open", { matchId: id }));
  await page.goto("/mijn/hoe-gaat-het");
  await doing(page, `Hoe gaat het met ${name} en jou?`).waitFor();
  await look(page, "feeling");
  await doing(page, `Hoe gaat het met ${name} en jou?`).click();
  await heading(page, `Wil je nog iets doen met ${name}?`);
  await look(page, "feeling-question");
  await answer(page, `Wil je nog iets doen met ${name}?`, "Een beetje");
  await answer(page, `Is het fijn met ${name}?`, null);
  await answer(page, "Is het goed tussen jullie?", null);
  await answer(page, "Mag jij ook kiezen?", "Ja");
  await answer(page, "Doet het je goed?", null);
  await heading(page, `Helpt ${name} je een duwtje op weg?`);
  await look(page, "feeling-push");
  await answer(page, `Helpt ${name} je een duwtje op weg?`, "Te veel duwtjes");
  await answer(page, "Is je leven veranderd?", null);
  await answer(page, "Wil je liever iets anders doen?", "Ja");
  await heading(page, "Wil je nog iets vertellen?");
  await tap(page, "Overslaan");
  await heading(page, "Deed je dit alleen?");
  await look(page, "feeling-together");
  await answer(page, "Deed je dit alleen?", "Nee, samen met iemand");
  await heading(page, "Dank je wel");
  await look(page, "feeling-thanks");
  const told = (await call(page, "GET", `/api/v1/interimEvaluations/${open.id}`)).reflections[0];
  assert.equal(told.motivation, "FACE_A_BIT");
  assert.equal(told.klik, "FACE_SKIPPED");
  assert.equal(told.push, "PUSH_TOO_MUCH");
  assert.equal(told.otherWishes, true);
  assert.deepEqual([told.together, told.bySelf], [true, true], "with somebody beside them, and told themself");
}

async function wish(page) {
  await page.goto("/mijn/over-mij");
  await look(page, "me");
  await doing(page, "Mijn wensen").click();
  await doing(page, "Een nieuwe wens").waitFor();
  await look(page, "wishes");
  await doing(page, "Een nieuwe wens").click();
  await heading(page, "Wat wil je graag?");
  await look(page, "wish-what");
  await answer(page, "Wat wil je graag?", "Zwemmen");
  await heading(page, "Vertel het in je eigen woorden");
  await look(page, "wish-words");
  const words = `Ik wil zwemmen met iemand ${Date.now()}`;
  await page.getByRole("textbox", { name: "Vertel het in je eigen woorden" }).fill(words);
  await tap(page, "Klaar");
  await heading(page, "Je wens staat erin");
  await look(page, "wish-made");
  await doing(page, "Mijn wensen").click();
  await doing(page, words).click();
  await heading(page, "Mijn wens");
  await look(page, "wish");
  await doing(page, "Laat maar gaan").click();
  await doing(page, "Ik wil dit weer").waitFor();
  await look(page, "wish-let-go");
}

async function map(page, staff, me) {
  const name = `Tante ${newName()}`;
  await page.goto("/mijn/over-mij/kaart");
  await look(page, "map-before");
  await doing(page, "Iemand erbij").click();
  await heading(page, "Hoe heet deze persoon?");
  await page.getByRole("textbox", { name: "Hoe heet deze persoon?" }).fill(name);
  await look(page, "map-name");
  await tap(page, "Verder");
  await heading(page, `Wie is ${name}?`);
  await look(page, "map-who");
  await answer(page, `Wie is ${name}?`, "Buren");
  await heading(page, `Hoe dichtbij is ${name}?`);
  await look(page, "map-near");
  await answer(page, `Hoe dichtbij is ${name}?`, "Dichtbij");
  await answer(page, `Hoe voelt het met ${name}?`, "Fijn");
  await heading(page, `Wat betekent ${name} voor jou?`);
  await page.getByRole("textbox", { name: `Wat betekent ${name} voor jou?` }).fill("Ze maakt soep.");
  await tap(page, "Verder");
  await answer(page, `Wat krijg je van ${name}?`, "Gezelligheid");
  await answer(page, `Wat geef jij aan ${name}?`, null);
  await answer(page, `Hoe vaak zie of spreek je ${name}?`, "Heel vaak");
  await answer(page, "Wie begint er meestal?", "Allebei");
  await answer(page, `Wat hoop je met ${name}?`, null);
  await heading(page, name);
  await look(page, "map-person");
  const seen = async () => (await call(staff, "GET", `/api/v1/clients/${me}/contacts?pageSize=300`)).contacts.some((contact) => contact.name === name);
  assert.ok(await seen(), "on the map");
  await page.goto("/mijn/over-mij/kaart");
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).waitFor();
  await look(page, "map");
  await page.getByRole("button", { name: "Lijst" }).click();
  await look(page, "map-list");
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await doing(page, "Liever niet over praten").click();
  await page.getByText("Aan. Alleen jij ziet deze persoon.").waitFor();
  assert.equal(await seen(), false, "hidden from everybody else (N-13)");
  await look(page, "map-hidden");
  await page.goto("/mijn/over-mij/kaart");
  await doing(page, name).click();
  await doing(page, "Haal van mijn kaart").click();
  await heading(page, "Van de kaart af");
  await tap(page, "Klaar");
  await heading(page, "Mensen om mij heen");
}

async function aboutMe(page) {
  await page.goto("/mijn/over-mij/leuk");
  await heading(page, "Wat vind je leuk?");
  await look(page, "likes");
  const fishing = page.getByRole("checkbox", { name: "Vissen" });
  const before = await fishing.isChecked();
  await choose(page, "Vissen");
  await tap(page, "Klaar");
  await heading(page, "Over mij");
  await page.goto("/mijn/over-mij/leuk");
  await heading(page, "Wat vind je leuk?");
  assert.equal(await fishing.isChecked(), !before);
  await page.goto("/mijn/over-mij/goed");
  await heading(page, "Wat kun je goed?");
  await look(page, "talents");
  await page.goto("/mijn/over-mij/delen");
  await heading(page, "Wat anderen mogen zien");
  await look(page, "sharing");
  const story = doing(page, "Mijn verhaal vertellen");
  const was = await story.getAttribute("aria-pressed");
  for (const now of [was === "true" ? "false" : "true", was]) {
    await story.click();
    await page.locator(`[aria-pressed="${now}"]`).filter({ hasText: "Mijn verhaal vertellen" }).waitFor();
  }
  await page.goto("/mijn/over-mij/netwerker");
  await look(page, "networker-question");
}

async function talk(page) {
  await page.goto("/mijn/praten");
  await look(page, "talk");
  await page.getByRole("link", { name: "Ik wil praten" }).click();
  await page.getByText("Bas", { exact: true }).first().waitFor();
  await look(page, "talk-who");
  await page.goto("/mijn/praten");
  await page.getByRole("link", { name: "Iets is niet veilig" }).click();
  await heading(page, "Iets is niet veilig");
  await look(page, "unsafe");
  await doing(page, "Ja, geef het door").click();
  await heading(page, "Je zorg is doorgegeven");
  await look(page, "unsafe-told");
}

async function stop(page, staff, { id, name, wish, path }, me) {
  await page.goto(path);
  await heading(page, name);
  await doing(page, "Ik wil stoppen").click();
  await heading(page, "Je stopt");
  await look(page, "stop");
  await tap(page, "Toch niet stoppen");
  await heading(page, name);
  assert.equal((await call(staff, "GET", `/api/v1/matches/${id}`)).state, "STATE_UNDER_WAY");
  await doing(page, "Ik wil stoppen").click();
  await heading(page, "Je stopt");
  await tap(page, "Klaar");
  await heading(page, "Wat wil je nu?");
  await look(page, "stop-next");
  await answer(page, "Wat wil je nu?", "Even niets", "Klaar");
  await heading(page, "Goed dat je het zegt");
  const now = await call(staff, "GET", `/api/v1/matches/${id}`);
  assert.equal(now.state, "STATE_CLOSING");
  assert.equal(now.ending.startedByClientId, me);
  assert.equal(now.ending.privateReason, "", "no reason asked (X-10)");
  await page.goto(path);
  await heading(page, name);
  await look(page, "closing");
  await call(staff, "POST", `/api/v1/wishes/${wish}:letGo`, {});
}

/** A networker's own page, no internet, and nothing there. */
async function otherStates(browser, baseURL) {
  const { page, context, close } = await newPage(browser, { baseURL, viewport: phone });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, "noor", { back: "/mijn" });
    await page.goto("/mijn/over-mij/netwerker");
    await page.getByText("Wat ik leer").waitFor();
    await look(page, "networker");
    await page.goto("/mijn/mensen/0190aaaa-0000-7000-8000-000000000000");
    await page.getByRole("alert").waitFor();
    await look(page, "not-there");
    await page.goto("/mijn/over-mij/kaart/nieuw");
    await page.getByRole("textbox", { name: "Hoe heet deze persoon?" }).fill("Oom Zonder Net");
    await context.setOffline(true);
    await tap(page, "Verder");
    await page.getByText("We sturen het straks.", { exact: false }).first().waitFor();
    await look(page, "offline");
    await context.setOffline(false);
    await heading(page, "Wie is Oom Zonder Net?");
    await page.goto("/mijn/over-mij/kaart");
    await page.getByRole("button", { name: /^Oom Zonder Net/ }).click();
    await doing(page, "Haal van mijn kaart").click();
    await heading(page, "Van de kaart af");
    await tap(page, "Klaar");
    await heading(page, "Mensen om mij heen");
  } finally {
    await close();
  }
}
