// Intervision whole: a series with clients is planned, colleagues and a client answer, two write at one item at the same time and
// nothing is lost, it is led step by step with Safety first, what was agreed comes back on the next one, others see only that it is
// there; a lesson goes to the region and is taken back; a way of one's own; and a card for a meeting that is there already.
import assert from "node:assert/strict";
import { axeClean, desktop, fitsWidth, newPage, phone, settled, shot, signInAs, tablet } from "../browser.mjs";

/** Leading is done on a tablet that lies between people. */
const atTheTable = [phone.width, tablet.width, desktop.width];

async function look(page, name, { axe = true, widths } = {}) {
  await settled(page);
  if (axe) await axeClean(page, name);
  await shot(page, `intervision-${name}`, widths);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const heading = (page, name, level = 1) => page.getByRole("heading", { level, name }).first().waitFor();
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first().waitFor();
const choose = (page, question, answer) =>
  page.getByRole("radiogroup", { name: question }).locator("label").filter({ hasText: new RegExp(`^${answer}`) }).first().click();

const call = (page, method, path, body) =>
  page.evaluate(
    async ([how, where, what]) => {
      const { csrf } = await (await fetch("/auth/session")).json();
      const response = await fetch(where, { method: how, headers: { "content-type": "application/json", "X-CSRF-Token": csrf ?? "" }, body: what && JSON.stringify(what) });
      const said = await response.json();
      if (!response.ok) throw new Error(`${how} ${where}: ${response.status} ${JSON.stringify(said)}`);
      return said;
    },
    [method, path, body],
  );

/** By its name: what was left open before may stand in front of it. */
const stage = (page, name) => page.getByRole("navigation", { name: "Stappen" }).getByRole("button", { name, exact: true }).click();

export async function intervision({ baseURL, browser }) {
  const open = {};
  for (const [who, options] of [["ids", {}], ["sanne", { viewport: tablet }], ["pip", { viewport: phone }], ["eva", {}], ["vico", {}]]) {
    open[who] = await newPage(browser, { baseURL, ...options });
    open[who].page.setDefaultTimeout(20_000);
    await signInAs(open[who].page, who, { back: who === "pip" ? "/mijn" : "/" });
  }
  const page = Object.fromEntries(Object.entries(open).map(([who, { page: its }]) => [who, its]));
  const story = { title: `Ruimte geven ${Date.now()}` };
  try {
    await plan(page.ids, story);
    await thinkAlong(page.pip, story);
    await others(page.vico, story);
    await twoAtOneTable(page, story);
    await lead(page.sanne, story);
    await comesBack(page.ids, story);
    await toldBack(page, story);
    await lessons(page);
    await ways(page.sanne);
    await card(page.ids);
    for (const { strangers } of Object.values(open)) assert.deepEqual(strangers, [], "asked another host");
  } catch (error) {
    await Promise.all(Object.entries(page).map(([who, its]) => shot(its, `intervision-failed-${who}`, [its.viewportSize().width]).catch(() => null)));
    throw error;
  } finally {
    await Promise.all(Object.values(open).map(({ close }) => close()));
  }
}

async function someone(page, label, typed, name) {
  await page.getByRole("combobox", { name: label }).fill(typed);
  await page.getByRole("option", { name: new RegExp(name) }).first().click();
  await button(page, `${name} weghalen`).waitFor();
  await page.keyboard.press("Escape");
}

async function plan(page, story) {
  await page.goto("/intervisie/nieuw");
  await page.getByLabel("Waar gaat het over?").fill(story.title);
  await page.getByLabel("Dag").fill("2031-05-13");
  await someone(page, /Wie dragen dit/, "gijs", "Gijs Gefingeerd");
  await someone(page, /Wie nodigen jullie uit/, "sanne", "Sanne Schijnbaar");
  await choose(page, "Hoe pakken jullie het aan?", "Met cliënten");
  await someone(page, /Welke cliënten vraag je/, "Pip", "Pip Poppenkast");
  await page.getByLabel("Waar gaat het over, in makkelijke woorden?").fill("We praten over samen naar buiten gaan.");
  await page.getByRole("button", { name: /Komt deze intervisie terug/ }).click();
  await page.getByRole("option", { name: "Elke maand" }).click();
  await page.getByLabel("Tot en met").fill("2031-07-31");
  await look(page, "plan");
  await button(page, "Plannen").click();
  await heading(page, story.title);
  story.id = new URL(page.url()).pathname.split("/").pop();
  await choose(page, "Kom je?", "Ja");
  await told(page, "Je antwoord is bewaard");
  await page.getByText("Komt", { exact: true }).waitFor();
  await call(page, "POST", `/api/v1/intervisions/${story.id}:addItem`, { item: { topic: "Wanneer help ik te snel?" } });
  await page.reload();
  await page.getByRole("heading", { name: "Wanneer help ik te snel?" }).waitFor();
  await look(page, "planned");
  const { intervisions } = await call(page, "GET", "/api/v1/intervisions?mine=true&pageSize=200");
  const { seriesId } = intervisions.find(({ id }) => id === story.id);
  story.series = intervisions.filter((one) => one.seriesId === seriesId).sort((a, b) => a.day.localeCompare(b.day));
  assert.deepEqual(story.series.map(({ day }) => day), ["2031-05-13", "2031-06-10", "2031-07-08"], "every second Tuesday");
}

async function thinkAlong(page, story) {
  await page.goto("/mijn/mensen");
  const invitation = page.locator(`a[href$="/meedenken/${story.id}"]`);
  await invitation.waitFor();
  await look(page, "client-people");
  await invitation.click();
  await heading(page, "Denk je mee?");
  await page.getByText("We praten over samen naar buiten gaan.").waitFor();
  await look(page, "client-question");
  await page.locator("label").filter({ hasText: "Ja" }).first().click();
  await button(page, "Verder").click();
  await heading(page, "Fijn, jij komt");
  await look(page, "client-yes", { axe: false });
}

/** A colleague who is not asked sees that it is there, and whom to ask. */
async function others(page, story) {
  await page.goto(`/intervisie/${story.id}`);
  await page.getByText("Deze intervisie is van anderen").waitFor();
  await look(page, "others");
  assert.equal(await page.getByText(story.title).count(), 0, "others see no title");
}

/** Both write at the same item before either sees what the other wrote: both lines stay. */
async function twoAtOneTable(page, story) {
  const note = (its) => its.getByLabel("Wat kwam eruit? Wanneer help ik te snel?");
  for (const who of ["ids", "sanne"]) {
    await page[who].goto(`/intervisie/${story.id}/leiden`);
    await stage(page[who], "Aankomen");
    await note(page[who]).waitFor();
  }
  await Promise.all([note(page.ids).fill("Als ik haast heb."), note(page.sanne).fill("Als ik me zorgen maak.")]);
  for (const who of ["ids", "sanne"]) await page[who].getByText("Bewaard", { exact: true }).waitFor();
  const { agenda } = await call(page.ids, "GET", `/api/v1/intervisions/${story.id}`);
  for (const line of ["Als ik haast heb.", "Als ik me zorgen maak."]) assert.ok(agenda[1].line.includes(line), `"${line}" was lost: ${agenda[1].line}`);
}

async function lead(page, story) {
  await page.goto(`/intervisie/${story.id}`);
  await link(page, "Leid deze intervisie").click();
  await stage(page, "Veiligheid");
  await heading(page, "Veiligheid", 2);
  await look(page, "lead-safety", { widths: atTheTable });
  await button(page, "Besproken, niets").click();
  await page.getByText("Bewaard", { exact: true }).waitFor();
  await button(page, "Volgende").click();
  await heading(page, "Aankomen", 2);
  await button(page, "Start de tijd").click();
  await page.getByRole("timer").filter({ hasText: "Nog ongeveer 10 minuten" }).waitFor();
  await look(page, "lead-step", { widths: atTheTable });
  // What is on, and the time that runs, are there again after a reload.
  await page.reload();
  await page.getByRole("timer").filter({ hasText: "Nog ongeveer" }).waitFor();
  await button(page, "Afspraken en lessen").click();
  await heading(page, "Afspraken en lessen", 2);
  await button(page, "Een afspraak erbij").click();
  await page.getByLabel("Wat spreken jullie af?").fill(`Een week niets zeggen. ${story.title}`);
  await page.getByRole("combobox", { name: /Wie doet dit/ }).fill("ids");
  await page.getByRole("option", { name: /Ids/ }).first().click();
  await button(page, "Afspreken").click();
  await told(page, "Afgesproken");
  await look(page, "lead-close", { widths: atTheTable });
  await button(page, "Het is geweest").click();
  await told(page, "Fijn dat jullie samen hebben nagedacht");
}

async function comesBack(page, story) {
  const agreed = `Een week niets zeggen. ${story.title}`;
  await page.goto("/intervisie");
  await heading(page, "Dit heb ik afgesproken", 2);
  await page.getByText(agreed).first().waitFor();
  await look(page, "list");
  await page.goto(`/intervisie/${story.series[1].id}`);
  await heading(page, "Van een vorige keer", 2);
  await look(page, "next");
  await page.locator("label").filter({ hasText: agreed }).click();
  await told(page, "Afspraak gedaan");
  await page.locator("label").filter({ hasText: agreed }).waitFor({ state: "detached" });
  await button(page, "Laat dit en wat hierna komt niet doorgaan").click();
  await told(page, "De intervisie gaat niet door");
  await button(page, "Toch laten doorgaan").waitFor();
  const { intervisions } = await call(page, "GET", "/api/v1/intervisions?mine=true&pageSize=200");
  assert.ok(intervisions.find(({ id }) => id === story.series[2].id).calledOff, "the one after it too");
}

async function toldBack(page, story) {
  await page.ids.goto(`/intervisie/${story.id}`);
  await page.ids.getByLabel("Wat horen de cliënten terug?").fill("We wachten nu eerst. Jij begint.");
  await button(page.ids, "Bewaren").click();
  await told(page.ids, "De cliënten zien dit op hun eigen bladzijde");
  await look(page.ids, "held");
  await link(page.ids, "Verslag zonder namen").click();
  await page.ids.getByText("een collega", { exact: false }).first().waitFor();
  assert.equal(await page.ids.locator("main").getByText(/Gijs|Sanne|Pip/).count(), 0, "a report has no names");
  await look(page.ids, "report");
  await page.pip.goto(`/mijn/meedenken/${story.id}`);
  await page.pip.getByText("We wachten nu eerst. Jij begint.").waitFor();
  await look(page.pip, "client-told");
}

async function lessons(page) {
  // Long numbers are refused in a lesson, so what makes this one its own is letters.
  const own = [...String(Date.now())].map((digit) => "abcdefghij"[digit]).join("");
  const words = `Wie wacht, ziet meer. Dat zagen we in De Wiel. ${own}`;
  await page.sanne.goto("/intervisie/lessen");
  await button(page.sanne, "Een les bewaren").click();
  await page.sanne.getByLabel("Wat leerden jullie?").fill(words);
  await page.sanne.getByRole("group", { name: "Waar gaat de les over?" }).locator("label").filter({ hasText: "Afstand en loslaten" }).click();
  await look(page.sanne, "lesson");
  await button(page.sanne, "Les bewaren").click();
  await told(page.sanne, "De les is bewaard");
  const mine = page.sanne.getByRole("listitem").filter({ hasText: words });
  await mine.getByRole("button", { name: "Deel met de regio" }).click();
  await mine.getByText("Kijk nog één keer").waitFor();
  await look(page.sanne, "lessons-doubt");
  await mine.getByRole("button", { name: "Ik heb gekeken: niemand wordt genoemd" }).click();
  await told(page.sanne, "De regio kan deze les nu lezen");
  await page.eva.goto("/intervisie/lessen");
  await page.eva.getByRole("tab", { name: "Uit de regio" }).click();
  await page.eva.getByText(words).waitFor();
  await look(page.eva, "lessons-region");
  await mine.getByRole("button", { name: "Neem terug" }).click();
  await told(page.sanne, "De les is weg uit de regio");
  await page.eva.reload();
  await page.eva.getByRole("tab", { name: "Uit de regio" }).click();
  await page.eva.getByText("Nergens staat van wie ze komen.", { exact: false }).waitFor();
  await page.eva.getByText(words).waitFor({ state: "detached" });
}

async function ways(page) {
  const name = `Wandelend ${Date.now()}`;
  await page.goto("/intervisie/manieren");
  await heading(page, "Incidentmethode", 2);
  await look(page, "ways");
  await link(page, "Nieuwe manier").click();
  await page.getByLabel("Hoe heet deze manier?").fill(name);
  await page.getByLabel("Naam van stap 1").fill("Loop een rondje");
  await page.getByLabel("Vragen bij stap 1").fill("Wat zie je?\nWat hoor je?");
  await look(page, "way");
  await button(page, "Bewaren").click();
  await told(page, "De manier is bewaard");
  const { methods } = await call(page, "GET", "/api/v1/methods");
  const { key } = methods.find(({ titleNl }) => titleNl === name);
  await call(page, "POST", `/api/v1/methods/${key}:retire`, { retired: true });
}

async function card(page) {
  const { matches } = await call(page, "GET", "/api/v1/matches?pageSize=50");
  const match = matches.find(({ state }) => state === "STATE_UNDER_WAY");
  await page.goto(`/koppelingen/${match.id}`);
  await link(page, "Kaart voor een overleg").click();
  await heading(page, "Kaart voor een overleg: Teamoverleg");
  await page.getByText("Persoon A", { exact: true }).waitFor();
  await look(page, "card-team");
  await choose(page, "Voor welk overleg?", "Werkbegeleiding");
  await heading(page, "Kaart voor een overleg: Werkbegeleiding");
  await page.getByText("Persoon A", { exact: true }).waitFor({ state: "detached" });
  await page.emulateMedia({ media: "print" });
  await shot(page, "intervision-card-print", [794]);
  await page.emulateMedia({ media: "screen" });
  await page.goto(`/overlegkaart?persoon=${match.participants[0].clientId}&voor=plan`);
  await heading(page, "Kaart voor een overleg: Bespreking van het ondersteuningsplan");
  await look(page, "card-person");
}
