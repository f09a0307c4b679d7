// Dichterbij and Syndion together: a client lets her wish be seen without her name, a support worker of the other organisation
// thinks of somebody, both organisations and both clients say yes, each sees what the other chose to show, and one of them takes
// it back. Until both said yes nothing that reaches the other organisation tells who she is. A third organisation takes part,
// reads what leaving means, and stays. It ends what it began, so that it can be walked again on the same data.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, quiet, settled, shot, signInAs } from "../browser.mjs";

/** Looks at a page as everybody meets it: axe, both widths, and nothing wider than the smallest screen. */
async function look(page, name) {
  await settled(page);
  await quiet(page);
  await axeClean(page, name);
  await shot(page, `region-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const heading = (page, name, level = 1) => page.getByRole("heading", { level, name }).first().waitFor();
const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name }).first();
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first().waitFor();
/** On the client's face: what can be done or opened, by its words. */
const doing = (page, words) => page.locator("a, button").filter({ has: page.getByText(words, { exact: true }) }).first();
const choose = (page, words) => page.locator("label").filter({ hasText: words }).first().click();

async function call(page, method, path, body, wanted = 200) {
  const [status, said] = await page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, { method: how, headers: { "content-type": "application/json" }, body: what && JSON.stringify(what) });
      return [response.status, await response.json()];
    },
    [method, path, body],
  );
  if (wanted) assert.equal(status, wanted, `${method} ${path}: ${JSON.stringify(said)}`);
  return said;
}

/** Again, until it is so: the organisations tell each other, and that takes a moment. */
async function until(what, check, tries = 80) {
  for (let n = 0; ; n += 1) {
    try {
      return await check();
    } catch (error) {
      if (n >= tries) throw new Error(`never came about: ${what}\n${error}`);
      await new Promise((done) => setTimeout(done, 250));
    }
  }
}

export async function region({ baseURL, browser }) {
  const open = {};
  for (const [who, options] of [["ids", {}], ["eva", {}], ["pip", { viewport: phone }], ["saar", { viewport: phone }], ["koen", {}]]) {
    open[who] = await newPage(browser, { baseURL, ...options });
    open[who].page.setDefaultTimeout(20_000);
    await signInAs(open[who].page, who, { back: options.viewport ? "/mijn" : "/" });
  }
  const page = Object.fromEntries(Object.entries(open).map(([who, { page: its }]) => [who, its]));
  const story = { pip: (await call(page.pip, "GET", "/auth/session")).person, saar: (await call(page.saar, "GET", "/auth/session")).person };
  try {
    await begin(page, story);
    const heard = listen(page.eva);
    await showMyWish(page.pip, story);
    await thinkOfSomebody(page.eva, story);
    await theOtherOrganisation(page.ids, story);
    await clientSays(page.pip, story, { shows: ["hoe je heet", "leuk vindt"], met: false });
    await heard.toldNothingOf([story.pip, "Pip", "Poppenkast", story.words]);
    await clientSays(page.saar, story, { organisation: "Dichterbij", met: true });
    await eachSeesTheOther(page, story);
    await takeBack(page, story);
    await finish(page, story);
    await comeAndStay(page.koen);
    for (const { strangers } of Object.values(open)) assert.deepEqual(strangers, [], "asked another host");
  } catch (error) {
    await Promise.all(Object.entries(page).map(([who, its]) => shot(its, `region-failed-${who}`, [its.viewportSize().width]).catch(() => null)));
    throw error;
  } finally {
    await Promise.all(Object.values(open).map(({ close }) => close()));
  }
}

/** A walk that stopped half way is taken back first; then a new wish, of words nobody else has. */
async function begin(page, story) {
  await noYes(page.pip, story.pip);
  await finish(page, story);
  story.words = `Ik wil met iemand en een hond naar het bos. ${Date.now()}`;
  story.wish = (await call(page.pip, "POST", "/api/v1/wishes", { clientId: story.pip, ownWords: story.words, picture: "dog-face", interests: ["dieren"], kind: "KIND_COMPANY" })).id;
  const { consents } = await call(page.saar, "GET", `/api/v1/clients/${story.saar}/consents`);
  if (!consents.some((one) => one.purpose === "PURPOSE_REGION" && !one.withdrawTime)) {
    await call(page.saar, "POST", `/api/v1/clients/${story.saar}/consents`, { purpose: "PURPOSE_REGION", receiver: "Zuid", channel: "CHANNEL_SELF" });
  }
}

async function noYes(page, me) {
  const { consents } = await call(page, "GET", `/api/v1/clients/${me}/consents`);
  for (const one of consents.filter(({ purpose, withdrawTime }) => purpose === "PURPOSE_REGION" && !withdrawTime)) {
    await call(page, "POST", `/api/v1/clients/${me}/consents/${one.id}:withdraw`, {});
  }
}

/** Everything the other organisation's browser hears. */
function listen(page) {
  const bodies = [];
  // The line on which changes are told has no end, and holds kinds of things only (services/gateway/internal/live).
  page.on("response", (response) => response.url().includes("/api/") && response.request().resourceType() !== "eventsource" && bodies.push(response.text().catch(() => "")));
  return {
    toldNothingOf: async (secrets) => {
      const all = (await Promise.all(bodies)).join("\n");
      assert.ok(all.length > 0);
      for (const secret of secrets) assert.ok(!all.includes(secret), `the other organisation heard "${secret}" before both said yes`);
    },
  };
}

async function showMyWish(page, { wish }) {
  await page.goto("/mijn/over-mij/delen");
  await doing(page, "Mijn wens in de buurt").click();
  await heading(page, "Mijn wens in de buurt");
  await look(page, "own-yes");
  await doing(page, "Ja, dat mag").click();
  await heading(page, "Welke wens mag gezien worden?", 2);
  await look(page, "own-wishes");
  await until("matching has heard of the wish", async () => {
    await page.goto(`/mijn/over-mij/buurt/${wish}`);
    await settled(page);
    await doing(page, "Ja, laat maar zien").waitFor({ timeout: 1500 });
  });
  await look(page, "own-preview");
  await doing(page, "Ja, laat maar zien").click();
  await heading(page, "Deze wens is te zien");
  await look(page, "own-shown");
}

async function thinkOfSomebody(page, story) {
  await page.goto("/koppelingen");
  await settled(page);
  await link(page, "De regio").click();
  await heading(page, "Regio Zuid");
  await look(page, "wishes");
  const { wishes } = await call(page, "GET", "/api/v1/region/wishes?pageSize=100");
  const [newest] = wishes.filter(({ organisation }) => organisation.name === "Dichterbij").sort((a, b) => b.showTime.localeCompare(a.showTime));
  story.regional = newest.id;
  await page.goto(`/regio/wensen/${newest.id}`);
  await heading(page, "Iemand wil graag gezelschap");
  await page.getByRole("button", { name: /Kies Saar/ }).click();
  await heading(page, "Vraag het voor Saar aan Dichterbij", 2);
  await look(page, "ask");
  await page.getByLabel("Waarom kunnen deze twee bij elkaar passen?").fill("Ze houden allebei van dieren en gaan graag naar buiten.");
  await button(page, "Vraag het Dichterbij").click();
  await told(page, "De vraag is gesteld aan Dichterbij");
  await heading(page, "Saar en iemand van Dichterbij");
  story.request = new URL(page.url()).pathname.split("/").pop();
  await look(page, "asked");
}

async function theOtherOrganisation(page, { request }) {
  await until("a question from Syndion", async () => {
    await page.goto(`/regio/vragen/${request}`);
    await heading(page, "Pip en iemand van Syndion");
    await button(page, "Ja, we vragen het Pip").waitFor({ timeout: 1500 });
  });
  await look(page, "question");
  await page.goto("/regio?deel=vragen");
  await heading(page, /Wacht op jullie ja of nee/, 2);
  await look(page, "questions");
  await page.goto(`/regio/vragen/${request}`);
  await button(page, "Ja, we vragen het Pip").click();
  await told(page, "Vraag het Pip op een rustig moment");
  await look(page, "with-clients");
  await page.goto("/regio?deel=onze");
  await heading(page, "Pip Poppenkast", 2);
  await look(page, "own");
  await page.goto("/regio?deel=samen");
  await heading(page, "Wie er in Zuid meedoen", 2);
  await look(page, "together");
}

async function clientSays(page, { request }, { organisation = "Syndion", shows = ["hoe je heet"], met }) {
  const question = `Wil je iemand van ${organisation} ontmoeten?`;
  await until("a question for the client", async () => {
    await page.goto("/mijn/mensen");
    await settled(page);
    await page.locator(`a[href$="/buurt/${request}"]`).waitFor({ timeout: 1500 });
  });
  if (!met) await look(page, "people");
  await page.locator(`a[href$="/buurt/${request}"]`).click();
  await heading(page, question);
  if (!met) await look(page, "meet");
  await choose(page, "Ja");
  await button(page, "Verder").click();
  await heading(page, met ? "Jullie willen allebei!" : "Jij zegt ja");
  await look(page, met ? "both-yes" : "yes");
  await doing(page, "Wat mag de ander van mij zien?").click();
  for (let n = 0; n < 5; n += 1) {
    const now = page.getByRole("heading", { level: 1, name: /^Mag de ander/ });
    await now.waitFor();
    const words = await now.textContent();
    if (n < 2 && !met) await look(page, `part-${n}`);
    if (shows.some((part) => words.includes(part))) {
      await choose(page, "Ja");
      await button(page, "Verder").click();
    } else await button(page, "Overslaan").click();
    await page.waitForFunction((before) => document.querySelector("h1")?.textContent !== before, words);
  }
  await heading(page, met ? "Dit ziet de ander" : "Dit mag de ander straks zien");
  await look(page, met ? "card-met" : "card");
}

async function eachSeesTheOther(page, story) {
  await until("the match on the side of Dichterbij", async () => {
    await page.ids.goto(`/regio/vragen/${story.request}`);
    await link(page.ids, "Naar de koppeling").waitFor({ timeout: 1500 });
    await page.ids.getByText("Saar", { exact: true }).first().waitFor({ timeout: 1500 });
  });
  await look(page.ids, "met");
  await link(page.ids, "Naar de koppeling").click();
  await heading(page.ids, /Pip/);
  await page.ids.getByRole("heading", { name: "Saar", exact: true }).waitFor();
  await look(page.ids, "match");
  await until("the match of Pip", async () => {
    await page.pip.goto("/mijn/mensen");
    await settled(page.pip);
    await doing(page.pip, "Saar").waitFor({ timeout: 1500 });
  });
  await doing(page.pip, "Saar").click();
  await heading(page.pip, "Saar");
  await look(page.pip, "match-own");
  await page.eva.goto(`/regio/vragen/${story.request}`);
  await page.eva.getByText("Pip", { exact: true }).first().waitFor();
  assert.equal(await page.eva.getByText("Poppenkast").count(), 0, "only what she chose to show");
  await page.ids.goto("/koppelingen");
  await settled(page.ids);
}

/** Saar takes all of it back: in one tap, with time to think again, and Dichterbij sees nothing of her from then on. */
async function takeBack(page, story) {
  await page.saar.goto(`/mijn/mensen/buurt/${story.request}/laten-zien`);
  await doing(page.saar, "Neem alles terug").click();
  await heading(page.saar, "Alles is terug");
  await look(page.saar, "taken");
  await button(page.saar, "Klaar").click();
  await heading(page.saar, "Mijn mensen");
  await until("nothing of Saar on the other side", async () => {
    await page.ids.goto(`/regio/vragen/${story.request}`);
    await heading(page.ids, "Pip en iemand van Syndion");
    await page.ids.getByText("Nu laat deze persoon van Syndion niets zien. Dat mag.").waitFor({ timeout: 1500 });
  });
  await look(page.ids, "taken-other");
}

/** Everything of this story comes to its end on both sides. */
async function finish(page, story) {
  for (const [who, client] of [["ids", story.pip], ["eva", story.saar]]) {
    const { matches } = await call(page[who], "GET", `/api/v1/matches?clientId=${client}&pageSize=100`);
    for (const match of matches.filter(({ elsewhere, state }) => elsewhere?.regionalRequestId && state !== "STATE_CLOSED")) {
      const at = `/api/v1/matches/${match.id}`;
      if (match.state !== "STATE_CLOSING") await call(page[who], "POST", `${at}:end`, {}, null);
      const followUpTime = new Date(Date.now() + 86_400_000).toISOString();
      await until("an ending with care", () => call(page[who], "POST", `${at}:care`, { clientId: client, talkHeld: true, followUpTime }));
      await call(page[who], "POST", `${at}:close`, { neutralWords: "Het was fijn elkaar te leren kennen." });
    }
  }
  if (!story.wish) return;
  await noYes(page.pip, story.pip);
  await call(page.pip, "POST", `/api/v1/wishes/${story.wish}:letGo`, {});
}

/** LSR takes part, reads what leaving would mean, and stays: others may be in the middle of something with them. */
async function comeAndStay(page) {
  await page.goto("/regio");
  await settled(page);
  if (!(await call(page, "GET", "/api/v1/region")).takingPart) {
    await heading(page, "Zo werkt het samen", 2);
    await look(page, "join");
    await button(page, "Doe mee met de regio").click();
    await told(page, "Jullie doen mee met Zuid");
  }
  await page.goto("/regio?deel=samen");
  await link(page, "Weggaan uit de regio").click();
  await heading(page, "Wat er dan gebeurt", 2);
  await look(page, "leave");
  await link(page, "Blijf meedoen").click();
  await heading(page, "Wie er in Zuid meedoen", 2);
}
