// Looking back and learning: an interim evaluation begun early, told by both and finished; a signal put off and brought back;
// an intervision with two organisers in which Safety gets its line, held, a lesson kept; a concern reported in two taps and
// taken over. Axe on every page, both widths.
import assert from "node:assert/strict";
import { pickByKeyboard, axeClean, fitsWidth, newPage, phone, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `evaluation-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first();
/** Radio cards draw their own mark over the real one: the label is what people press. */
const choose = (page, question, answer) =>
  page.getByRole("radiogroup", { name: question }).or(page.getByRole("group", { name: question })).locator("label").filter({ hasText: new RegExp(`^${answer}`) }).first().click();

export async function evaluation({ baseURL, browser }) {
  await withPage(browser, baseURL, "ids", async (page) => {
    const match = await together(page);
    await lookBack(page, match);
    await putOff(page);
    await consult(page);
    await concern(page, match);
  });
  await withPage(browser, baseURL, "tess", takeOver);
  await withPage(browser, baseURL, "hugo", async (page) => {
    await look(page, "today-administrator");
    await page.goto("/intervisie");
    await page.getByRole("heading", { name: "Wat we leerden" }).waitFor();
    await look(page, "lessons-administrator");
  });
}

async function withPage(browser, baseURL, sub, walk) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, sub);
    await walk(page);
    assert.deepEqual(strangers, [], "asked another host");
    // The browser itself notes every answer that refuses something; we ask for a few of those on purpose.
    assert.deepEqual(complaints.filter((line) => !/status of 4\d\d/.test(line)), [], "complaints in the console");
  } catch (error) {
    await shot(page, "evaluation-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

/** The API as the page itself speaks it, for what other journeys walk through by hand. */
const call = (page, method, path, body) =>
  page.evaluate(
    async ([method, path, body]) => {
      const { csrf } = await (await fetch("/auth/session")).json();
      const answer = await fetch(path, {
        method, headers: { "content-type": "application/json", "X-CSRF-Token": csrf ?? "" }, body: body ? JSON.stringify(body) : undefined,
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    [method, path, body],
  );

/** Two people who found each other by themselves: a match of our own, so that nobody else's journey is disturbed. */
async function together(page) {
  const { clients } = await call(page, "GET", "/api/v1/clients?pageSize=200");
  const id = (name) => clients.find((client) => client.givenName === name).id;
  const two = [id("Guus"), id("Mien")];
  // Also when this journey was here before.
  const { matches } = await call(page, "GET", `/api/v1/matches?clientId=${two[0]}`);
  const before = matches.find(({ participants }) => participants.length === 2 && participants.every(({ clientId }) => two.includes(clientId)));
  if (before) return before.id;
  const match = await call(page, "POST", "/api/v1/matches:spontaneous", {
    people: two.map((clientId) => ({ clientId })), beganAt: "De taartmiddag", doing: "Samen bakken",
  });
  return match.id;
}

async function lookBack(page, match) {
  await page.goto("/tussenstand/nieuw");
  await look(page, "begin-which");
  await page.goto(`/tussenstand/nieuw?koppeling=${match}`);
  await page.getByRole("heading", { name: /Samen terugkijken met .*Mien/ }).waitFor();
  await look(page, "begin");
  // Evaluation hears of a match a moment later; until then the page says so and keeps the button.
  await begun(page);
  await page.getByRole("heading", { name: /^Tussenstand van .*Guus/ }).waitFor();
  await look(page, "open");

  await link(page, "Samen invullen met Guus").click();
  await page.getByText("Vraag 1 van 9").waitFor();
  await look(page, "ask-face");
  await answer(page, "Ja");
  await answer(page, "Een beetje");
  await button(page, "Terug").click();
  await answer(page, "Ja"); // the klik
  await answer(page, "Een beetje"); // between them
  await button(page, "Overslaan").click();
  await answer(page, "Ja");
  await page.getByText("Hoe helpt de ander jou op gang?").waitFor();
  await look(page, "ask-push");
  await answer(page, "Te veel duwen");
  await page.getByText("Is er in jouw leven iets veranderd?").waitFor();
  await look(page, "ask-change");
  // A reload in the middle loses nothing.
  await page.reload();
  await page.getByText("Is er in jouw leven iets veranderd?").waitFor();
  await answer(page, "Nee");
  await page.getByText("Doe je nu liever andere dingen?").waitFor();
  await answer(page, "Ja");
  await page.getByLabel("Wil je er nog iets over zeggen?").fill("Bakken is leuk. Elke week is veel.");
  await look(page, "ask-words");
  await button(page, "Bewaren").click();
  await told(page, "Dank je wel, Guus").waitFor();

  await link(page, "Samen invullen met Mien").click();
  for (let n = 0; n < 8; n += 1) await button(page, "Overslaan").click();
  await button(page, "Bewaren").click();
  await told(page, "Dank je wel, Mien").waitFor();
  await link(page, "Mijn blik opschrijven").click();
  await look(page, "my-look");
  await choose(page, "Zie je een klik?", "Ja");
  await page.getByLabel("Als ik het was").fill("Ik zou ook wat meer lucht willen.");
  await button(page, "Bewaren").click();
  // Once by the person who wrote it, and once in the table of all three beside each other.
  await page.getByText("Ik zou ook wat meer lucht willen.").first().waitFor();
  await page.getByText("Niemand deed iets fout").waitFor();
  await look(page, "told");

  await button(page, "Tussenstand afronden").click();
  await page.getByText("Kies wat er volgt.").waitFor();
  await choose(page, "De uitkomst", "Aanpassen");
  await page.getByLabel("Wat spreken jullie af?").fill("Om de week samen bakken.");
  await button(page, "Tussenstand afronden").click();
  await link(page, "Het gesprek nog eens voeren").waitFor();
  await look(page, "done");
  assert.match(await link(page, "Het gesprek nog eens voeren").getAttribute("href"), new RegExp(`/koppelingen/${match}/gesprek$`));
  await page.getByRole("link", { name: "Tussenstanden" }).first().click();
  await page.getByRole("heading", { name: "Geweest" }).waitFor();
  await look(page, "list");
}

async function begun(page) {
  const opened = () => page.waitForURL((url) => /\/tussenstand\/[0-9a-f-]{36}$/.test(url.pathname), { timeout: 2_000 }).then(() => true, () => false);
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await button(page, "Begin de tussenstand").click();
    if (await opened()) return;
  }
  assert.fail("the interim evaluation did not begin");
}

async function answer(page, words) {
  await page.locator("label").filter({ hasText: new RegExp(`^${words}$`) }).click();
  await button(page, "Verder").click();
}

async function putOff(page) {
  await page.goto("/");
  const first = page.getByRole("button", { name: /^Later: / }).first();
  await first.waitFor();
  await look(page, "today");
  const snoozed = await first.getAttribute("aria-label");
  const who = snoozed.replace("Later: ", "");
  const before = await page.getByRole("button", { name: snoozed, exact: true }).count();
  const there = (n) => page.waitForFunction(([name, n]) => document.querySelectorAll(`main [aria-label="${name}"]`).length === n, [snoozed, n]);
  await first.click();
  await page.getByRole("dialog").waitFor();
  await axeClean(page, "snooze");
  await shot(page, "evaluation-snooze");
  await button(page, "Bewaar voor later").click();
  await page.getByText("Schrijf een paar woorden").waitFor();
  await button(page, "Een collega pakt dit op.").click();
  await choose(page, "Wanneer wil je het weer zien?", "Over een week");
  await button(page, "Bewaar voor later").click();
  await told(page, "Je ziet dit weer op").waitFor();
  await there(before - 1);
  // Undo, then the same again, and back from "later".
  await told(page, "Je ziet dit weer op").getByRole("button", { name: "Ongedaan maken" }).click();
  await there(before);
  await page.getByRole("button", { name: snoozed, exact: true }).first().click();
  await button(page, "We hebben het er al over gehad.").click();
  await button(page, "Bewaar voor later").click();
  await there(before - 1);
  await button(page, "Laat zien wat voor later is").click();
  const wake = page.getByRole("button", { name: `Nu weer laten zien: ${who}` }).first();
  await wake.waitFor();
  await look(page, "later");
  await wake.click();
  await there(before);
  await page.getByText("Je hebt niets voor later bewaard.").waitFor();
}

async function consult(page) {
  await page.goto("/intervisie");
  await look(page, "intervisions");
  await link(page, "Intervisie plannen").click();
  await button(page, "Plannen").click();
  await page.getByText("Geef een korte titel").first().waitFor();
  await look(page, "plan-refused");
  await page.getByLabel("Waar gaat het over?").fill("Hoe ver laten we los?");
  await page.getByLabel("Dag").fill("2031-03-14");
  await page.getByLabel("Tijd").fill("10:30");
  await choose(page, "Hoe pakken jullie het aan?", "Vijf stappen");
  await colleague(page, "Wie dragen dit?", "gijs", "Gijs Gefingeerd");
  await colleague(page, "Wie nodigen jullie uit?", "sanne", "Sanne Schijnbaar");
  await look(page, "plan");
  await button(page, "Plannen").click();
  await page.getByRole("heading", { level: 1, name: "Hoe ver laten we los?" }).waitFor();
  await look(page, "session-planned");

  await button(page, "Het is geweest").click();
  await page.getByRole("alert").filter({ hasText: "schrijf een regel bij Veiligheid" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Veiligheid weghalen" }).count(), 0, "Safety stays (E-02)");

  await button(page, "Een punt erbij").click();
  await page.getByLabel("Waar gaat het over?").fill("Een koppeling waarin het te snel gaat");
  const matches = page.getByRole("combobox", { name: /Hoort er een koppeling bij/ });
  await matches.fill("Mien");
  await page.getByRole("option").filter({ hasText: "Mien" }).first().click();
  await look(page, "session-adding");
  await button(page, "Op de agenda zetten").click();
  await page.getByRole("heading", { name: "Een koppeling waarin het te snel gaat" }).waitFor();
  assert.equal(await page.locator("main ol li", { hasText: "Mien" }).count(), 0, "a case has no names");
  await button(page, "Opschrijven bij Een koppeling waarin het te snel gaat").click();
  await page.getByLabel("Wat kwam eruit bij Een koppeling").fill("Eerst vragen, dan wachten.");
  await button(page, "Bewaren").click();
  await page.locator("p", { hasText: "Eerst vragen, dan wachten." }).waitFor();
  await told(page, "Opgeschreven").waitFor();
  await sameTable(page);
  await button(page, "Besproken, niets").click();
  await page.locator("p", { hasText: "Besproken, niets." }).waitFor();
  await page.getByRole("heading", { name: "Een punt van een collega" }).waitFor();

  await button(page, "Een afspraak erbij").click();
  await page.getByLabel("Wat spreken jullie af?").fill("We vragen een netwerker erbij.");
  await pickByKeyboard(page, /Wie doet dit/, "gijs", "Gijs Gefingeerd");
  await button(page, "Afspreken").click();
  await told(page, "Afgesproken").waitFor();
  await button(page, "Het is geweest").click();
  await told(page, "Fijn dat jullie samen hebben nagedacht").waitFor();

  await button(page, "Een les bewaren").click();
  await page.getByLabel("Wat leerden jullie?").fill("Bel 06-12345678 als je twijfelt.");
  await button(page, "Les bewaren").click();
  await page.getByText("Haal telefoonnummers").first().waitFor();
  await look(page, "lesson-refused");
  await page.getByLabel("Wat leerden jullie?").fill("Wie eerst vraagt, hoeft minder te duwen.");
  await button(page, "Les bewaren").click();
  await page.getByText("Wie eerst vraagt, hoeft minder te duwen.").waitFor();
  await look(page, "session-held");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("button", { name: "Een les bewaren" }).count(), 0, "print shows what to read, not what to press");
  await shot(page, "evaluation-print", [794]);
  await page.emulateMedia({ media: "screen" });
  await page.goto("/intervisie/lessen");
  await page.getByText("Wie eerst vraagt, hoeft minder te duwen.").first().waitFor();
  await look(page, "lessons");
}

/** A colleague writes at another item on another tablet: our line goes on by itself, and theirs is there too. */
async function sameTable(page) {
  const id = new URL(page.url()).pathname.split("/").pop();
  const now = await call(page, "GET", `/api/v1/intervisions/${id}`);
  await call(page, "POST", `/api/v1/intervisions/${id}:addItem`, { item: { topic: "Een punt van een collega" }, etag: now.etag });
}

async function colleague(page, label, typed, name) {
  await pickByKeyboard(page, new RegExp(label.replace("?", "\\?")), typed, name);
  // The list opens again for the next name; closing it is one key.
  await page.getByText(name, { exact: true }).first().waitFor();
  await page.keyboard.press("Escape");
  await button(page, `${name} weghalen`).waitFor();
}

/** Two taps: the button that is always there, and passing it on; on a phone too. */
async function concern(page, match) {
  const before = page.viewportSize();
  await page.setViewportSize(phone);
  await page.goto(`/koppelingen/${match}`);
  await settled(page);
  await link(page, "Zorg om veiligheid").click();
  await page.getByText(/Dit gaat over de koppeling van .*Mien/).waitFor();
  await page.setViewportSize(before);
  await look(page, "concern");
  await button(page, "Geef de zorg door").click();
  await page.getByRole("heading", { name: "Wat je nu doet" }).waitFor();
  await page.getByText("Bel 112.", { exact: false }).first().waitFor();
  await look(page, "concern-reported");
  await link(page, "Klaar").click();
  await page.waitForURL(`**/koppelingen/${match}`);
  await page.goto("/zorg");
  await look(page, "concern-about-nothing");
}

async function takeOver(page) {
  await page.getByRole("heading", { name: "Zorg om veiligheid" }).waitFor();
  await page.getByText(/Over de koppeling van .*Mien/).first().waitFor();
  await look(page, "today-coordinator");
  await button(page, "Ik pak dit op").first().click();
  await page.getByRole("dialog").waitFor();
  await axeClean(page, "take over");
  await shot(page, "evaluation-take-over");
  await button(page, "Ja, ik pak het op").click();
  await told(page, "Jij hebt dit opgepakt").waitFor();
  await button(page, "Laat zien wat al is opgepakt").click();
  await page.getByText("Opgepakt door jou").first().waitFor();
  await look(page, "taken-over");
}
