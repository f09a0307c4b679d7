// Small steps and growing as a networker, in both faces: a support worker notes steps until there are enough, takes one back, names a
// skill in a wish and agrees on a group; a client takes steps in one tap, and writes and shares on her own growth page. Axe on every page.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, quiet, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await quiet(page);
  await axeClean(page, name);
  await shot(page, `steps-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const heading = (page, name) => page.getByRole("heading", { name }).first().waitFor();
const doing = (page, words) => page.locator("a, button").filter({ has: page.getByText(words, { exact: true }) }).first();
const choose = (page, words) => page.locator("label").filter({ hasText: words }).first().click();

async function call(page, method, path, body) {
  const [status, told] = await page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, { method: how, headers: { "content-type": "application/json" }, body: what && JSON.stringify(what) });
      return [response.status, await response.json()];
    },
    [method, path, body],
  );
  assert.equal(status, 200, `${method} ${path}: ${JSON.stringify(told)}`);
  return told;
}

async function withPage(browser, baseURL, sub, options, walk) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL, ...options });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, sub, { back: options.back });
    await walk(page);
    assert.deepEqual(strangers, [], "asked another host");
    assert.deepEqual(complaints.filter((text) => !/status of 4(00|09|12)/.test(text)), [], "complaints in the console");
  } catch (error) {
    await shot(page, "steps-went-wrong").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

export async function steps({ baseURL, browser }) {
  await withPage(browser, baseURL, "bas", { back: "/mensen" }, async (page) => {
    await smallSteps(page);
    await networker(page);
  });
  await withPage(browser, baseURL, "noor", { back: "/mijn", viewport: phone }, async (page) => {
    await mySteps(page);
    await myGrowth(page);
    await myWishToLearn(page);
  });
}

async function smallSteps(page) {
  const me = await call(page, "GET", "/api/v1/me");
  const { id } = await call(page, "POST", "/api/v1/clients", { givenName: `Stijn${String(Date.now()).slice(-4)}`, familyName: "Stap", supportWorkerIds: [me.id] });
  await page.goto(`/mensen/${id}`);
  await heading(page, "Nog geen kleine stap");
  await look(page, "none");
  await link(page, "Kleine stap afspreken").click();
  await button(page, "Bewaren").click();
  await page.getByText("Zeg in een paar woorden wat de stap is", { exact: false }).first().waitFor();
  await look(page, "form");
  await page.getByLabel("Wat is de stap?").fill("Zwaaien naar de buurvrouw");
  await button(page, "Bewaren").click();
  await heading(page, "Zwaaien naar de buurvrouw");
  for (const words of ["Een keer langslopen", "Gedag zeggen"]) await call(page, "POST", "/api/v1/steps", { clientId: id, words });
  await page.reload();
  await page.getByText("Er staan genoeg stappen open.", { exact: false }).waitFor();
  assert.equal(await link(page, "Kleine stap afspreken").count(), 0, "the way to one more is open while there is no room");
  await look(page, "full");
  await button(page, "Gedaan: Gedag zeggen").click();
  await link(page, "Kleine stap afspreken").waitFor();
  await page.getByRole("alertdialog").filter({ hasText: "Gedaan. Mooi!" }).getByRole("button", { name: "Ongedaan maken" }).click();
  await button(page, "Gedaan: Gedag zeggen").waitFor();
  await page.goto(`/mensen/${id}/wens`);
  await page.getByLabel(/^2\. Wat wil/).fill("Ik wil leren bellen.");
  assert.equal(await page.getByLabel("Welke vaardigheid?").count(), 0, "a skill is asked of a wish that is not about learning");
  await choose(page, "Iets leren");
  await page.getByLabel("Welke vaardigheid?").fill("iemand aanspreken");
  await look(page, "wish-skill");
  await button(page, "Bewaren").click();
  await page.getByText("Leren: iemand aanspreken").waitFor();
  await look(page, "person");
}

async function networker(page) {
  await page.goto("/netwerkers");
  await link(page, "Noor Nep").click();
  await page.getByText("Noor leidt een groep, met hulp van", { exact: false }).waitFor();
  await page.getByText("Eerst vragen, dan pas doen.").waitFor();
  assert.equal(await page.getByText("Een keer koken voor vier.").count(), 0, "staff read what is not shared");
  await look(page, "networker");
  await button(page, "Leidt geen groep meer").click();
  await button(page, "Noor leidt een groep").click();
  await choose(page, "Bas");
  await look(page, "networker-group");
  await button(page, "Bewaren").click();
  await page.getByText("Noor leidt een groep, met hulp van", { exact: false }).waitFor();
  const step = `Zelf bellen als de bus laat is ${String(Date.now()).slice(-4)}`;
  await page.getByLabel("Zelf een stap bedenken").fill(step);
  await button(page, "Erbij zetten").click();
  await page.getByText(step).waitFor();
  await button(page, "Stoppen").click();
  await heading(page, "Het is goed zo");
  await look(page, "networker-stopped");
  await button(page, "Het was een vergissing: zet terug").click();
  await heading(page, "Het loopt");
}

/** Whatever an earlier walk left open is let go, so that there is room. */
async function mySteps(page) {
  const me = (await call(page, "GET", "/api/v1/me")).id;
  const { steps: open = [] } = await call(page, "GET", `/api/v1/steps?clientId=${me}&state=STATE_OPEN`);
  for (const step of open.slice(1)) await call(page, "POST", `/api/v1/steps/${step.id}:letGo`, {});
  await page.goto("/mijn/over-mij");
  await look(page, "me");
  await doing(page, "Mijn stappen").click();
  await heading(page, "Mijn stappen");
  await look(page, "mine");
  await doing(page, "Een kleine stap erbij").click();
  await heading(page, "Wat wil je doen?");
  await look(page, "mine-new");
  await choose(page, "Wandelen");
  await button(page, "Verder").click();
  await heading(page, "Wat is de stap?");
  const words = `Samen een blokje om ${String(Date.now()).slice(-4)}`;
  await page.getByRole("textbox").fill(words);
  await button(page, "Klaar").click();
  await heading(page, "Je stap staat erbij");
  await look(page, "mine-made");
  await doing(page, "Mijn stappen").click();
  await doing(page, words).click();
  await doing(page, "Toch niet gedaan").waitFor();
  await look(page, "mine-done");
  await doing(page, "Toch niet gedaan").click();
  await doing(page, "Toch niet gedaan").waitFor({ state: "detached" });
  await doing(page, "Een stap loslaten").click();
  await heading(page, "Welke stap laat je los?");
  await look(page, "mine-away");
  await choose(page, words);
  await button(page, "Klaar").click();
  await page.getByText("Losgelaten").first().waitFor();
}

async function myGrowth(page) {
  await page.goto("/mijn/over-mij/netwerker");
  await page.getByRole("heading", { name: "Wat ik leer", exact: true }).waitFor();
  await look(page, "my-road");
  await doing(page, "Zelf iets leren").click();
  await heading(page, "Wat wil je leren?");
  await look(page, "my-plan");
  await button(page, "Overslaan").click();
  await doing(page, "Mijn groei").click();
  await heading(page, "Mijn groei");
  await look(page, "growth");
  await doing(page, "Iets erbij").click();
  await heading(page, "Waar gaat het over?");
  await look(page, "growth-kind");
  await choose(page, "Waar ik trots op ben");
  await button(page, "Verder").click();
  await heading(page, "Kies een plaatje");
  await button(page, "Overslaan").click();
  await heading(page, "Zeg het in een paar woorden");
  const words = `Ik durfde te vragen ${String(Date.now()).slice(-4)}`;
  await page.getByRole("textbox").fill(words);
  await button(page, "Verder").click();
  await heading(page, "Mag je begeleider dit lezen?");
  await look(page, "growth-share");
  await choose(page, "Nee, voor mij");
  await button(page, "Klaar").click();
  await page.getByText("Alleen jij ziet het.").waitFor();
  await doing(page, "Mijn groei").click();
  const line = page.getByRole("button", { name: new RegExp(words) }).first();
  await line.click();
  await page.locator("button[aria-pressed=true]").filter({ hasText: words }).waitFor();
  await doing(page, "Iets weghalen").click();
  await heading(page, "Wat haal je weg?");
  await choose(page, words);
  await button(page, "Klaar").click();
  await heading(page, "Mijn groei");
  await page.getByText(words).waitFor({ state: "detached" });
}

async function myWishToLearn(page) {
  await page.goto("/mijn/over-mij/wensen/nieuw/wat");
  await choose(page, "Iets leren");
  await button(page, "Verder").click();
  await heading(page, "Wat wil je leren?");
  await look(page, "skill");
  await choose(page, "Nee zeggen");
  await button(page, "Verder").click();
  await heading(page, "Vertel");
}
