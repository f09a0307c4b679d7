// Going along: a client asks another along, who sees who asks and what, says yes, and what helps; a support worker sees it where
// the outing is prepared, lets a neighbour join and looks at ideas; afterwards the client says how it was and who may know each
// answer, and takes it away. Everything is made anew each time, so that it can be walked again.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, quiet, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await quiet(page);
  await axeClean(page, name);
  await shot(page, `along-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const heading = (page, name, level = 1) => page.getByRole("heading", { level, name }).first().waitFor();
const doing = (page, words) => page.locator("a, button").filter({ has: page.getByText(words, { exact: true }) }).first();
const choose = (page, words) => page.locator("label").filter({ hasText: words }).first().click();
const next = (page) => page.getByRole("button", { name: "Verder", exact: true }).click();

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

export async function along({ baseURL, browser }) {
  const open = {};
  for (const [who, options] of [["jip", { viewport: phone }], ["mees", { viewport: phone }], ["eva", {}]]) {
    open[who] = await newPage(browser, { baseURL, ...options });
    open[who].page.setDefaultTimeout(20_000);
    await signInAs(open[who].page, who, { back: options.viewport ? "/mijn" : "/" });
  }
  const { jip, mees, eva } = Object.fromEntries(Object.entries(open).map(([who, { page }]) => [who, page]));
  const what = `Samen pannenkoeken bakken ${Date.now() % 100_000}`;
  const made = await call(jip, "POST", "/api/v1/activities", { what, kind: "KIND_COOKING", state: "STATE_TRYING" });
  try {
    await ask(jip, made.id);
    await goAlong(mees, made.id, what);
    await prepare(eva, made.id);
    await tell(mees, made.id);
    for (const { strangers } of Object.values(open)) assert.deepEqual(strangers, [], "asked another host");
  } catch (error) {
    await Promise.all(Object.entries(open).map(([who, { page }]) => shot(page, `along-failed-${who}`, [page.viewportSize().width]).catch(() => null)));
    throw error;
  } finally {
    await call(jip, "POST", `/api/v1/activities/${made.id}:skip`, {}).catch(() => null);
    await Promise.all(Object.values(open).map(({ close }) => close()));
  }
}

async function ask(page, id) {
  await page.goto(`/mijn/eropuit/${id}`);
  await doing(page, "Vraag iemand mee").waitFor();
  await look(page, "outing");
  await doing(page, "Vraag iemand mee").click();
  await heading(page, "Wie vraag je mee?");
  await look(page, "ask");
  await choose(page, "Mees");
  await next(page);
  await heading(page, "De vraag is gesteld");
  await page.goto(`/mijn/eropuit/${id}`);
  await page.getByText("Mees denkt nog na").waitFor();
}

async function goAlong(page, id, what) {
  await page.goto("/mijn/eropuit");
  await doing(page, what).waitFor();
  await look(page, "going");
  await doing(page, what).click();
  await heading(page, "Ga je mee?");
  await page.getByText("Jip vraagt jou.").waitFor();
  await look(page, "asked");
  await choose(page, "Ja, ik ga mee");
  await next(page);
  await heading(page, "Jij gaat mee!");
  await look(page, "yes");
  await page.goto(`/mijn/eropuit/${id}/wat-helpt/lastig`);
  await heading(page, "Wat is lastig?");
  await page.locator("label").filter({ hasText: "Er is veel geluid" }).locator("input").setChecked(true, { force: true });
  await look(page, "hard");
  await next(page);
  await heading(page, "Wat helpt jou?");
  await page.locator("label").filter({ hasText: "Samen gaan" }).locator("input").setChecked(true, { force: true });
  await next(page);
  await heading(page, "Wil je er iets bij zeggen?");
  await page.getByRole("button", { name: "Overslaan", exact: true }).click();
  await heading(page, "Goed dat je dit zegt");
  await page.goto("/mijn/eropuit/ideeen");
  await heading(page, "Wat zou leuk zijn?");
  await look(page, "ideas");
}

async function prepare(page, id) {
  await page.goto(`/activiteiten/${id}`);
  await heading(page, "Wie gaan er nog mee?", 2);
  await page.getByText("Geluid").first().waitFor();
  await page.getByRole("button", { name: "Iemand uit de buurt komt mee" }).click();
  await page.getByLabel("Wie is het? Een rol, geen naam").fill("Karin");
  await page.getByRole("button", { name: "Zet erbij" }).click();
  await page.getByText("Namen bewaren we hier niet").first().waitFor();
  await page.getByLabel("Wie is het? Een rol, geen naam").fill("buurvrouw");
  await page.getByRole("button", { name: "Zet erbij" }).click();
  await page.getByText(/^buurvrouw, met/).waitFor();
  await look(page, "staff-activity");
  await page.goto("/activiteiten/nieuw");
  await page.getByRole("button", { name: "Ideeën bekijken" }).click();
  await page.getByRole("button", { name: "Andere ideeën" }).waitFor();
  await look(page, "staff-ideas");
  await page.goto("/activiteiten/ideeen");
  await heading(page, "Eigen ideeën van de organisatie");
  await look(page, "staff-own-ideas");
}

async function tell(page, id) {
  await call(page, "POST", `/api/v1/activities/${id}:hold`, {});
  await page.goto(`/mijn/eropuit/${id}/hoe-was-het/1`);
  await choose(page, "Leuk");
  await next(page);
  await choose(page, "Ja");
  await next(page);
  await heading(page, "Wie mag dit weten?");
  await choose(page, "Alleen ik");
  await next(page);
  await heading(page, "Dank je wel");
  await doing(page, "Wat ik vertelde").click();
  await heading(page, "Wat ik vertelde");
  await look(page, "told");
  await doing(page, "Jij vond het leuk.").click();
  await page.locator("button[aria-pressed=true]").waitFor();
  const { answers } = await call(page, "GET", `/api/v1/activities/${id}/howWasIt`);
  assert.deepEqual(answers[0].sharedParts, ["PART_MOOD"]);
  await doing(page, "Haal alles weg").click();
  await heading(page, "Het is weg");
}
