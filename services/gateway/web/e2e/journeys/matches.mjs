// From a wish to a thank you: an idea, a proposal, both answers as the clients gave them, the talk in three parts, under way,
// something planned, held and told about, a pause and back, an ending with care; and a spontaneous match in one screen.
// Axe on every page. It ends what it began, so that it can be walked again on the same data.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";
import { dayFromNow } from "../made.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first().waitFor();
const heading = (page, name) => page.getByRole("heading", { name }).first().waitFor();
/** Radio cards and check boxes draw their own mark over the real one: the label is what people press. */
const choose = (within, question, answer) => within.getByRole("radiogroup", { name: question }).locator("label").filter({ hasText: answer }).first().click();
const tick = (within, text) => within.locator("label").filter({ hasText: text }).click();

/** Looks at a page as everybody meets it: axe, both widths, and nothing wider than the smallest screen. */
async function look(page, name) {
  await settled(page);
  // Names come a moment after what they belong to.
  await page.waitForFunction(() => ![...document.querySelectorAll("main :is(h1, h2, h3)")].some((words) => words.textContent.includes("…")));
  await axeClean(page, name);
  await shot(page, `matches-${name}`);
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

const read = (page, path) => page.evaluate(async (at) => (await fetch(at)).json(), path);

/** A change by "somebody else": the same API, past the page. */
const meanwhile = (page, path, body) =>
  page.evaluate(async ([at, sent]) => {
    const { csrf } = await (await fetch("/auth/session")).json();
    const answer = await fetch(at, { method: "POST", headers: { "content-type": "application/json", "X-CSRF-Token": csrf ?? "" }, body: JSON.stringify(sent) });
    if (!answer.ok) throw new Error(`${at}: ${answer.status} ${await answer.text()}`);
  }, [path, body]);

export async function matches({ baseURL, browser }) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, "bas", { back: "/koppelingen" });
    await finishEarlier(page);
    await lookAround(page);
    await fromWishToIdea(page);
    await proposeIt(page);
    await bothSayYes(page);
    await theTalk(page);
    await nearAndFar(page);
    await goOut(page);
    await restAndBack(page);
    await endWithCare(page, "Teun", "Jaap", look);
    await spontaneously(page);
    await endWithCare(page, "Teun", "Otis", async () => undefined);
    await placesToGo(page);
    assert.deepEqual(strangers, [], "asked another host");
    // What is refused (400) or overtaken (409) on purpose, the browser notes as well.
    assert.deepEqual(complaints.filter((text) => !/status of (400|409)/.test(text)), [], "complaints in the console");
  } catch (error) {
    await shot(page, "matches-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

/** A walk that stopped half way left a match of these people: it is ended first, past the pages. */
async function finishEarlier(page) {
  const { clients } = await read(page, "/api/v1/clients?pageSize=500");
  const idOf = (name) => clients.find((client) => client.givenName === name).id;
  const { matches: standing } = await read(page, `/api/v1/matches?clientId=${idOf("Teun")}`);
  for (const other of ["Jaap", "Otis"]) {
    const match = standing.find(({ participants }) => participants.length === 2 && participants.some(({ clientId }) => clientId === idOf(other)));
    if (!match) continue;
    const at = `/api/v1/matches/${match.id}`;
    await meanwhile(page, `${at}:end`, {});
    if (["STATE_IDEA", "STATE_PROPOSED"].includes(match.state)) continue;
    const followUpTime = new Date(Date.now() + 86_400_000).toISOString();
    for (const { clientId } of match.participants) await meanwhile(page, `${at}:care`, { clientId, talkHeld: true, followUpTime });
    await meanwhile(page, `${at}:close`, { neutralWords: "Het is goed zo." });
  }
}

async function lookAround(page) {
  await heading(page, "Samen op weg");
  await look(page, "list");
  await tick(page, "Ook wat is afgerond");
  await heading(page, "Afgerond");
  const list = await read(page, "/api/v1/matches?closedToo=true");
  for (const state of new Set(list.matches.map((match) => match.state))) {
    const match = list.matches.find((one) => one.state === state);
    await page.goto(`/koppelingen/${match.id}`);
    await heading(page, "De mensen");
    await look(page, `at-${state.slice(6).toLowerCase()}`);
  }
  await page.goto("/koppelingen");
  await pick(page, "Met wie?", "Daan");
  await page.waitForURL(/persoon=/);
  await heading(page, "Samen op weg");
}

async function fromWishToIdea(page) {
  await page.goto("/koppelingen");
  await link(page, "Vanuit een wens").click();
  await heading(page, "Met welke wens beginnen we?");
  await look(page, "wishes");
  // Whoever has waited longest comes first; a wish that was told today stands further on.
  await link(page, "Teun Test").first().click();
  await heading(page, "Wie past hierbij?");
  await page.getByText("Ik wil een keer naar de bioscoop.").waitFor();
  await button(page, "Kies Jaap Jokkes").click();
  await page.getByText("Gekozen: Jaap Jokkes").waitFor();
  await page.getByText("Waarom anderen niet eerst").click();
  await look(page, "suggestions");
  await button(page, "Bewaar als idee").click();
  await heading(page, "Teun en Jaap");
  await told(page, "Het idee is bewaard");
}

async function proposeIt(page) {
  await link(page, "Voorstellen").click();
  await heading(page, "Voorstellen aan Teun en Jaap");
  const reason = page.getByLabel("Waarom kunnen deze mensen bij elkaar passen?");
  assert.match(await reason.inputValue(), /film/, "the reason begins with what spoke for these people");
  await reason.fill("Omdat Jaap ook graag naar de film gaat.");
  await page.getByText("Hier staat een naam in: Jaap.").waitFor();
  await look(page, "propose");
  await reason.fill("Allebei houden jullie van film, en jullie wonen dicht bij elkaar.");
  await page.getByText("Hier staat een naam in").waitFor({ state: "detached" });
  // Nothing typed is lost, not even by loading the page again.
  await page.reload();
  await heading(page, "Voorstellen aan Teun en Jaap");
  assert.match(await reason.inputValue(), /Allebei houden jullie/);
  await choose(page, "Hoe breng je hen bij elkaar?", "Attenderen");
  await button(page, "Voorstellen").click();
  await page.getByText("Dat lukte nog niet").waitFor();
  await look(page, "propose-refused");
  await page.getByLabel("Welke begeleiding is hierbij nodig?").fill("De eerste keer loopt iemand mee naar binnen.");
  await button(page, "Voorstellen").click();
  await told(page, "De vraag is gesteld");
}

async function bothSayYes(page) {
  await button(page, "Antwoord van Teun noteren").click();
  const dialog = page.getByRole("dialog", { name: "Het antwoord van Teun" });
  await choose(dialog, "Wat zei Teun?", "Niet nu");
  await dialog.getByText("gaat het voorstel stil terug").waitFor();
  await choose(dialog, "Wat zei Teun?", /^Ja$/);
  await button(dialog, "Bewaren").click();
  await dialog.getByText("Kies hoe Teun het liet weten.").waitFor();
  await look(page, "answer");
  await choose(dialog, "Hoe gaf Teun dit antwoord?", "Met plaatjes");
  await button(dialog, "Bewaren").click();
  await page.getByText("met plaatjes").waitFor();
  await look(page, "one-answer");
  await button(page, "Antwoord van Jaap noteren").click();
  const other = page.getByRole("dialog", { name: "Het antwoord van Jaap" });
  await choose(other, "Wat zei Jaap?", /^Ja$/);
  await choose(other, "Hoe gaf Jaap dit antwoord?", "In woorden");
  await button(other, "Bewaren").click();
  await link(page, "Het gesprek voeren").waitFor();
}

async function theTalk(page) {
  await link(page, "Het gesprek voeren").click();
  await heading(page, "Het gesprek met Teun en Jaap");
  await page.getByLabel("Wat hoopt Teun?").fill("Dat iemand de kaartjes koopt.");
  await choose(page, "Hoe vaak zou Teun willen afspreken?", "Vaak");
  await page.getByLabel("Wat hoopt Jaap?").fill("Samen lachen.");
  await choose(page, "Hoe vaak zou Jaap willen afspreken?", "Af en toe");
  await page.getByText("De een wil vaker afspreken dan de ander.").waitFor();
  await page.getByLabel("Wat kan er?").fill("Op dinsdag is het rustig in de bioscoop.");
  await page.getByLabel("Het eerste plan").fill("Eerst samen het programma bekijken.");
  await look(page, "talk");
  // Somebody else is first: it is said, and nothing typed goes away.
  const id = new URL(page.url()).pathname.split("/")[2];
  const teun = (await read(page, `/api/v1/matches/${id}`)).participants[0].clientId;
  await meanwhile(page, `/api/v1/matches/${id}:estimate`, { clientId: teun, words: "het goed gaat als iemand de eerste keer meegaat." });
  await button(page, "Bewaar het gesprek").click();
  await page.getByText("Iemand anders was net eerder").waitFor();
  assert.equal(await page.getByLabel("Wat hoopt Jaap?").inputValue(), "Samen lachen.");
  await look(page, "talk-overtaken");
  await button(page, "Verder met wat ik schreef").click();
  await button(page, "Bewaar het gesprek").click();
  await told(page, "Het gesprek is bewaard");
  for (const name of ["Teun", "Jaap"]) {
    await button(page, `Ja van ${name} noteren`).click();
    const dialog = page.getByRole("dialog", { name: `Samen verder? Het ja van ${name}` });
    await choose(dialog, `Hoe gaf ${name} dit antwoord?`, "Met een gebaar");
    await button(dialog, "Bewaren").click();
    await dialog.waitFor({ state: "detached" });
  }
  await told(page, "Ze zijn samen op weg!");
}

async function nearAndFar(page) {
  await link(page, "Teun en Jaap").first().click();
  await heading(page, "De mensen");
  await button(page, "Afstand tot Jaap wijzigen").click();
  const dialog = page.getByRole("dialog", { name: "De afstand tot Jaap" });
  await choose(dialog, "Hoe dichtbij ben je nu?", "Ernaast");
  await look(page, "distance");
  await dialog.getByLabel("Waarom past dit nu?").fill("De eerste keer is spannend.");
  await button(dialog, "Bewaren").click();
  await told(page, "De afstand tot Jaap is aangepast");
  await page.getByText("De eerste keer is spannend.").waitFor();
  await page.getByRole("alertdialog").filter({ hasText: "De afstand tot Jaap" }).getByRole("button", { name: "Ongedaan maken" }).click();
  await page.getByText("De eerste keer is spannend.").waitFor({ state: "detached" });
  await button(page, "Inschatting over Teun vernieuwen").click();
  await page.getByRole("dialog").getByLabel("Ik schat in dat …").fill("het goed gaat, ook zonder mij.");
  await button(page.getByRole("dialog"), "Bewaren").click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByText("het goed gaat, ook zonder mij.").waitFor();
}

async function goOut(page) {
  await link(page, "Activiteit plannen").first().click();
  await heading(page, "Activiteit plannen");
  await page.getByRole("list", { name: "Gekozen mensen" }).getByText("Jaap Jokkes").waitFor();
  await button(page, "Zet het erbij").click();
  await page.getByText("Dat lukte nog niet").waitFor();
  await look(page, "plan-refused");
  await page.getByLabel("Wat gaan jullie doen?").fill("Samen naar de film");
  await page.locator("label").filter({ hasText: /^Film$/ }).click();
  const day = dayFromNow(4);
  await page.getByLabel(/^Dag/).fill(day);
  await page.getByLabel(/^Hoe laat/).fill("14:30");
  await pick(page, "Plek", "Bioscoop");
  await page.getByLabel(/Wat is spannend voor Teun/).fill("De drukte bij de kassa.");
  await page.getByLabel(/Wat helpt Teun/).fill("Samen vroeg gaan.");
  await look(page, "plan");
  await button(page, "Zet het erbij").click();
  await heading(page, "Samen naar de film");
  await page.getByText("Samen vroeg gaan.").waitFor();
  await look(page, "activity");

  await pick(page, "Iemand meenemen", "Otis");
  await button(page, "Otis gaat toch niet mee").click();
  await told(page, "Otis gaat niet mee. Dat mag.");
  await button(page, "Ging niet door (is prima)").click();
  await told(page, "Dat is prima.");
  await page.getByRole("alertdialog").filter({ hasText: "Het ging niet door" }).getByRole("button", { name: "Ongedaan maken" }).click();
  await button(page, "Ging niet door (is prima)").waitFor(); // what was undone is there again
  await link(page, "Wijzigen").click();
  await heading(page, "Wijzigen");
  await page.getByLabel("Wat gaan jullie doen?").fill("Samen naar de film, en daarna thee");
  await look(page, "activity-edit");
  await button(page, "Bewaren").click();
  await heading(page, "Samen naar de film, en daarna thee");

  await button(page, "Is gebeurd").click();
  await button(page, "Teun vertelt het mij").click();
  const dialog = page.getByRole("dialog", { name: "Hoe was het voor Teun?" });
  await choose(dialog, "Hoe vond Teun het?", "Fijn");
  await choose(dialog, "Nog een keer?", /^Ja$/);
  await dialog.getByLabel(/In eigen woorden/).fill("Mooie film.");
  await look(page, "how-was-it");
  await tick(dialog, "Teun vindt het goed");
  await button(dialog, "Bewaren").click();
  await page.getByText("Wil nog een keer").waitFor();
  await look(page, "held");
  const held = page.url();
  await page.goto("/activiteiten");
  await heading(page, "Activiteiten");
  await look(page, "agenda");
  await link(page, "Geweest").click();
  await link(page, "Samen naar de film, en daarna thee").first().waitFor();
  await look(page, "been");
  await page.goto(held);
  await link(page, "Naar de koppeling van Teun en Jaap").click();
  await heading(page, "Teun en Jaap");
}

async function restAndBack(page) {
  await button(page, "Even pauze").click();
  const dialog = page.getByRole("dialog", { name: "Even pauze voor Teun en Jaap" });
  await choose(dialog, "Wie wil een pauze?", "Jaap");
  await button(dialog, "Begin de pauze").click();
  await dialog.getByText("Kies hoe Jaap het liet weten.").waitFor();
  await look(page, "pause");
  await choose(dialog, "Wie wil een pauze?", "Samen besloten");
  await button(dialog, "Begin de pauze").click();
  await button(page, "Weer verder").waitFor();
  await page.getByText(/Op \d+ \S+ \d+ vraag je weer hoe het gaat/).waitFor();
  await page.getByRole("alertdialog").filter({ hasText: "Even pauze" }).getByRole("button", { name: "Ongedaan maken" }).click();
  await button(page, "Even pauze").waitFor();
}

/** From the page of a match: a talk with each, words that everybody may hear, thanks. */
async function endWithCare(page, one, other, see) {
  await link(page, "Afronden").click();
  await heading(page, `Afronden met ${one} en ${other}`);
  await see(page, "ending-begin");
  await page.getByLabel(/Wil je iets kwijt/).fill("Het is goed zo.");
  await button(page, "Begin met afronden").click();
  await heading(page, "Zorg voor ieder");
  for (const name of [one, other]) {
    const card = page.locator("form").filter({ has: button(page, `Bewaren voor ${name}`) });
    await tick(card, `Ik heb met ${name} gesproken`);
    await choose(card, `Wat wil ${name} hierna?`, name === one ? "Een nieuwe koppeling" : "Even rust");
    await button(card, `Bewaren voor ${name}`).click();
    await told(page, `Bewaard voor ${name}`);
  }
  await button(page, "Het was fijn samen. Nu is het goed zo.").click();
  await see(page, "ending-care");
  await button(page, "Afronden en bedanken").click();
  await heading(page, "Dank jullie wel");
  await see(page, "thanks");
  assert.doesNotMatch(await page.locator("main").innerText(), /mislukt|gefaald|failed/i);
}

async function spontaneously(page) {
  await page.goto("/koppelingen");
  await link(page, "Spontane koppeling").click();
  await heading(page, "Een spontane koppeling");
  await pick(page, "Wie trekken samen op?", "Teun");
  // The list stays open for the next name; Escape closes it.
  await page.keyboard.press("Escape");
  await button(page, "Bewaren, ze zijn op weg").click();
  await page.getByText("Kies ten minste twee mensen.").waitFor();
  await pick(page, "Wie trekken samen op?", "Otis");
  await page.keyboard.press("Escape");
  await page.getByLabel(/Waar begon het/).fill("Bij de bushalte");
  await page.getByLabel(/Wat doen ze samen/).fill("Samen met de trein.");
  await button(page, "Eén meer").click();
  await look(page, "spontaneous");
  await button(page, "Bewaren, ze zijn op weg").click();
  await heading(page, "Teun en Otis");
  await page.getByText("1 persoon doet mee").waitFor();
  await look(page, "spontaneous-match");
}

async function placesToGo(page) {
  await page.goto("/activiteiten/plekken");
  await heading(page, "Plekken");
  await look(page, "places");
  await link(page, "Bioscoop Het Witte Doek").click();
  await heading(page, "Bioscoop Het Witte Doek wijzigen");
  await look(page, "place");
  await choose(page, "Moet je er geld uitgeven?", "Wat meer");
  await button(page, "Bewaren").click();
  await told(page, "Bioscoop Het Witte Doek is bewaard");
  await page.getByText("Je geeft er wat meer uit").waitFor();
  await page.getByRole("alertdialog").filter({ hasText: "is bewaard" }).getByRole("button", { name: "Ongedaan maken" }).click();
  await page.getByText("Je geeft er wat meer uit").waitFor({ state: "detached" });
}
