// What comes back, where one can go, and the agenda. A coordinator adds a kind and a place, is told when a place is like another,
// lets something come back every week, looks at the week and the month (by keyboard too) and at a stretch in which it rests; the
// client sees it in easy words, goes no more and goes along after all, each with one tap. The region sees the place, takes a copy,
// and sees it no more when it is taken back. It puts away what it made, so that it can be walked again.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, pickByKeyboard, quiet, settled, shot, signInAs } from "../browser.mjs";
import { dayFromNow } from "../made.mjs";

async function look(page, name) {
  await settled(page);
  await quiet(page);
  await axeClean(page, name);
  await shot(page, `agenda-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const heading = (page, name, level = 1) => page.getByRole("heading", { level, name }).first().waitFor();
const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name }).first();
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first();
const undo = (page, text) => told(page, text).getByRole("button", { name: "Ongedaan maken" }).click();
const label = (page, words) => page.locator("label").filter({ hasText: words }).first();
/** On the client's face: what can be done or opened, by its words. */
const doing = (page, words) => page.locator("a, button").filter({ has: page.getByText(words, { exact: true }) }).first();

async function call(page, method, path, body) {
  const [status, said] = await page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, { method: how, headers: { "content-type": "application/json" }, body: what && JSON.stringify(what) });
      return [response.status, await response.json()];
    },
    [method, path, body],
  );
  assert.equal(status, 200, `${method} ${path}: ${JSON.stringify(said)}`);
  return said;
}


export async function agenda({ baseURL, browser }) {
  const open = {};
  for (const [who, back, options] of [["lars", "/", {}], ["saar", "/mijn", { viewport: phone }], ["tess", "/", {}]]) {
    open[who] = await newPage(browser, { baseURL, ...options });
    open[who].page.setDefaultTimeout(25_000);
    await signInAs(open[who].page, who, { back });
  }
  const { lars, saar, tess } = Object.fromEntries(Object.entries(open).map(([who, { page }]) => [who, page]));
  const story = { stamp: Date.now().toString(36), me: (await call(saar, "GET", "/auth/session")).person };
  story.kind = `Jeu de boules ${story.stamp}`;
  story.place = `Speelveld ${story.stamp}`;
  try {
    await ownKind(lars, story);
    await place(lars, story);
    await comesBack(lars, story);
    await calendar(lars, story);
    await inEasyWords(saar, story);
    await rest(lars, story);
    await inTheRegion(lars, tess, story);
    await finish(lars, tess, story);
    for (const { strangers } of Object.values(open)) assert.deepEqual(strangers, [], "asked another host");
  } catch (error) {
    await Promise.all(Object.entries(open).map(([who, { page }]) => shot(page, `agenda-failed-${who}`, [page.viewportSize().width]).catch(() => null)));
    throw error;
  } finally {
    await Promise.all(Object.values(open).map(({ close }) => close()));
  }
}

async function ownKind(page, story) {
  await page.goto("/organisatie?deel=soorten");
  await heading(page, "Soorten activiteiten", 1);
  await look(page, "kinds");
  await button(page, "Nieuwe soort").click();
  const dialog = page.getByRole("dialog", { name: "Nieuwe soort" });
  await dialog.getByLabel("Hoe heet het?").fill(story.kind);
  await button(dialog, "Bewaren").click();
  await dialog.getByText("Kies een plaatje.").first().waitFor();
  await label(dialog, "Bowlen").click();
  await dialog.getByLabel(/In makkelijke woorden/).first().fill("Ballen gooien");
  await look(page, "kind-form");
  await button(dialog, "Bewaren").click();
  await page.getByRole("heading", { name: story.kind }).waitFor();
  await button(page, `${story.kind} wegzetten`).click();
  await undo(page, "is weggezet");
  await button(page, `${story.kind} wegzetten`).waitFor();
}

async function place(page, story) {
  await page.goto("/activiteiten/plekken/nieuw");
  await heading(page, "Nieuwe plek");
  await page.getByLabel("Hoe heet deze plek?").fill(story.place);
  await page.getByRole("radiogroup", { name: "Met de rolstoel naar binnen" }).locator("label").filter({ hasText: /^Ja$/ }).click();
  await page.getByRole("checkbox", { name: "dinsdag middag" }).check();
  await page.getByLabel(/Wie kent ons daar/).fill("de vrijwilliger van de kantine");
  await look(page, "place-form");
  await button(page, "Bewaren").click();
  await told(page, `${story.place} is bewaard`).waitFor();
  // Somebody is about to add it again, slightly otherwise.
  await page.goto("/activiteiten/plekken/nieuw");
  await page.getByLabel("Hoe heet deze plek?").fill(`Het ${story.place}`);
  await page.getByRole("status").getByRole("link", { name: story.place }).waitFor();
  await look(page, "place-like");
  await page.getByLabel("Hoe heet deze plek?").fill("");
  await page.goto("/activiteiten/plekken");
  await page.getByLabel("Zoek een plek").fill(story.place);
  await label(page, "Met de rolstoel").click();
  await link(page, story.place).waitFor();
  await look(page, "places");
  await label(page, "Rustig").click();
  await page.getByText("Geen plek gevonden").last().waitFor();
  await label(page, "Rustig").click();
  await link(page, story.place).click();
  await heading(page, `${story.place} wijzigen`);
  story.placeId = page.url().split("/").pop();
  await page.getByText(/^Nagekeken op .* door/).waitFor();
  await button(page, "Klopt nog").click();
  await told(page, "Vandaag nagekeken").waitFor();
  await look(page, "place");
}

async function comesBack(page, story) {
  await page.goto("/activiteiten/terugkerend");
  await heading(page, "Wat terugkomt");
  await link(page, "Iets dat terugkomt").click();
  await heading(page, "Activiteit plannen");
  await pickByKeyboard(page, "Wie gaan er mee?", "Saar", "Saar");
  await page.keyboard.press("Escape");
  await label(page, story.kind).click();
  // Without a day it asks for one; nothing typed is lost.
  await button(page, "Zet het erbij").click();
  await page.getByText("Op welke dag is de eerste keer?").first().waitFor();
  await page.getByLabel("Eerste keer").fill(dayFromNow(0));
  await page.getByRole("radiogroup", { name: "Deel van de dag" }).locator("label").filter({ hasText: "Avond" }).click();
  await look(page, "new-series");
  await button(page, "Zet het erbij").click();
  await heading(page, story.kind);
  await page.getByText(/^elke \S+ in de avond$/).waitFor();
  await heading(page, "De volgende keren", 2);
  story.seriesId = page.url().split("/").pop();
  await look(page, "series");
  // From here on it is in the afternoon.
  await link(page, "Wijzigen").click();
  await heading(page, "Wijzigen wat terugkomt");
  await page.getByRole("radiogroup", { name: "Deel van de dag" }).locator("label").filter({ hasText: "Middag" }).click();
  await look(page, "series-edit");
  await button(page, "Bewaren").click();
  await page.getByText(/^elke \S+ in de middag$/).waitFor();
  await page.goto("/activiteiten/terugkerend");
  await link(page, story.kind).waitFor();
  await look(page, "series-list");
}

async function calendar(page, story) {
  await page.goto("/activiteiten");
  await link(page, "Week").click();
  const today = page.locator("tr[data-today]");
  await today.getByRole("link", { name: story.kind }).waitFor();
  await look(page, "week");
  await link(page, "Maand").click();
  const cell = page.getByRole("link", { name: new RegExp(`Vandaag, .*${story.kind}`) });
  await cell.waitFor();
  await look(page, "month");
  // By keyboard: a week on and back again, then into the week of that day.
  await cell.focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction((day) => document.activeElement?.getAttribute("data-day") === day, dayFromNow(7));
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction((day) => document.activeElement?.getAttribute("data-day") === day, dayFromNow(0));
  await page.keyboard.press("Enter");
  await today.getByRole("link", { name: story.kind }).click();
  await heading(page, story.kind);
  await heading(page, "Dit komt terug", 2);
  await look(page, "one-time");
}

async function inEasyWords(page, story) {
  await page.goto("/mijn/eropuit");
  // Once, however often it comes back.
  await page.getByText("Ballen gooien").first().waitFor();
  assert.equal(await page.getByText("Ballen gooien").count(), 1);
  await page.getByText(/^Elke (maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)$/).first().waitFor();
  await look(page, "client-going");
  await doing(page, "Ballen gooien").click();
  await heading(page, "Ballen gooien");
  await look(page, "client-outing");
  await doing(page, "Ik ga niet meer mee").click();
  await heading(page, "Je gaat niet meer mee");
  await look(page, "client-stopped");
  await doing(page, "Ik ga toch mee").click();
  await heading(page, "Ballen gooien");
  const series = await call(page, "GET", `/api/v1/series/${story.seriesId}`);
  assert.deepEqual([series.stopped ?? false, series.clientIds], [false, [story.me]], "thinking again leaves it as it was");
}

async function rest(page, story) {
  await page.goto(`/activiteiten/reeks/${story.seriesId}`);
  await heading(page, story.kind);
  await page.getByLabel("Vanaf").fill(dayFromNow(1));
  await page.getByLabel("Tot en met", { exact: false }).last().fill(dayFromNow(60));
  await button(page, "Bewaren").click();
  await page.getByText(/^Even niet van/).waitFor();
  await button(page, "Gewoon doorgaan").click();
  await page.getByText(/^Even niet van/).waitFor({ state: "detached" });
  await button(page, "Stoppen").click();
  await undo(page, "Het komt niet meer terug");
  await button(page, "Stoppen").waitFor();
}

async function inTheRegion(home, other, story) {
  await home.goto(`/activiteiten/plekken/${story.placeId}`);
  await button(home, "Laat deze plek zien").click();
  await button(home, "Niet meer laten zien").waitFor();
  await look(home, "place-shared");
  await other.goto("/activiteiten/plekken/regio");
  await heading(other, "Plekken in de regio");
  await other.getByRole("heading", { name: story.place }).waitFor();
  assert.ok(!(await other.locator("main").innerText()).includes("kantine"), "who knows us stays at home");
  await look(other, "region");
  await button(other, `Neem ${story.place} over`).click();
  await heading(other, `${story.place} wijzigen`);
  await other.getByText(/^Overgenomen van Syndion/).waitFor();
  story.copyId = other.url().split("/").pop();
  await button(home, "Niet meer laten zien").click();
  await button(home, "Laat deze plek zien").waitFor();
  await other.goto("/activiteiten/plekken/regio");
  await heading(other, "Plekken in de regio");
  await settled(other);
  assert.equal(await other.getByRole("heading", { name: story.place }).count(), 0, "taken back works at once");
}

async function finish(home, other, story) {
  await call(home, "POST", `/api/v1/series/${story.seriesId}:stop`, {});
  const { activities } = await call(home, "GET", `/api/v1/activities?seriesId=${story.seriesId}`);
  for (const one of activities) await call(home, "POST", `/api/v1/activities/${one.id}:skip`, {});
  await call(home, "POST", `/api/v1/places/${story.placeId}:retire`, {});
  await call(other, "POST", `/api/v1/places/${story.copyId}:retire`, {});
  const { kinds } = await call(home, "GET", "/api/v1/kinds?ownOnly=true");
  for (const kind of kinds.filter((one) => one.nameNl === story.kind)) await call(home, "POST", `/api/v1/kinds/${kind.id}:retire`, {});
}
