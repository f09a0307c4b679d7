// Looking back, whole: two people apart on one screen, side by side for their support worker, a card for the table, an outcome with a
// neutral reason, what follows offered beside the match, a second thought, a rhythm of their own; and the organisation's own rhythm
// and questions, put back as they were. With people of its own and by words, so that it can run again.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `lookback-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first();
const tick = (page, words) => page.locator("label").filter({ hasText: new RegExp(`^${words}`) }).first().click();

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

/** Evaluation and matching hear of each other a moment later: asked again until it is there. */
async function until(what, ask) {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const found = await ask().catch(() => null);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return assert.fail(`${what} did not come`);
}

export async function lookback({ baseURL, browser }) {
  await withPage(browser, baseURL, "eva", async (page) => {
    const match = await together(page);
    const id = await opened(page, match);
    await apart(page, id);
    await outcome(page, id, match);
    await rhythm(page, match);
  });
  await withPage(browser, baseURL, "lars", organisation);
}

async function withPage(browser, baseURL, sub, walk) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, sub);
    await walk(page);
    assert.deepEqual(strangers, [], "asked another host");
    assert.deepEqual(complaints.filter((line) => !/status of 4\d\d/.test(line)), [], "complaints in the console");
  } catch (error) {
    await shot(page, "lookback-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

/** Two people who are new, in a match that began by itself. */
async function together(page) {
  const { clients } = await call(page, "GET", "/api/v1/clients?pageSize=200");
  const two = ["Ties", "Vita"].map((name) => clients.find((client) => client.givenName === name).id);
  const { matches } = await call(page, "GET", `/api/v1/matches?clientId=${two[0]}`);
  const before = matches.find(({ participants, state }) => participants.length === 2 && participants.every(({ clientId }) => two.includes(clientId)) && state !== "STATE_CLOSING");
  if (before) return before.id;
  return (await call(page, "POST", "/api/v1/matches:spontaneous", { people: two.map((clientId) => ({ clientId })), beganAt: "De taartmiddag", doing: "Samen bakken" })).id;
}

const opened = async (page, matchId) => (await until("a look back", () => call(page, "POST", "/api/v1/interimEvaluations:open", { matchId }))).id;

async function apart(page, id) {
  const { clientIds } = await call(page, "GET", `/api/v1/interimEvaluations/${id}`);
  const [one, other] = clientIds;
  await call(page, "POST", `/api/v1/interimEvaluations/${id}:reflect`, {
    reflection: { clientId: one, motivation: "FACE_YES", klik: "FACE_YES", push: "PUSH_TOO_MUCH", answers: [{ key: "relation", value: "VALUE_YES" }] },
  });
  await call(page, "POST", `/api/v1/interimEvaluations/${id}:reflect`, {
    reflection: { clientId: other, motivation: "FACE_A_BIT", klik: "FACE_NO", otherWishes: true, words: "Liever kaarten." },
  });
  await page.goto(`/tussenstand/${id}`);
  await page.getByRole("heading", { name: "Naast elkaar" }).waitFor();
  await page.getByText("Iemand voelt te veel duwtjes.").waitFor();
  await look(page, "side-by-side");
  await link(page, "Gesprekskaart om af te drukken").click();
  await page.getByRole("heading", { level: 1, name: "Gesprekskaart" }).waitFor();
  await page.getByRole("heading", { name: "Is het goed tussen jullie?" }).waitFor();
  await look(page, "card");
  await page.emulateMedia({ media: "print" });
  await shot(page, "lookback-card-print", [794]);
  await page.emulateMedia({ media: "screen" });
}

async function outcome(page, id, match) {
  await page.goto(`/tussenstand/${id}`);
  await tick(page, "Aanpassen");
  await tick(page, "Nu zijn andere dingen fijner");
  await look(page, "reasons");
  await button(page, "Tussenstand afronden").click();
  // A second thought: open again, and then after all.
  await button(page, "Toch nog open").click();
  await told(page, "De tussenstand is weer open").waitFor();
  await tick(page, "Aanpassen");
  await button(page, "Tussenstand afronden").click();
  await button(page, "Toch nog open").waitFor();
  await look(page, "done");
  await until("what follows", async () => (await call(page, "GET", `/api/v1/matches/${match}`)).follows);
  await page.goto(`/koppelingen/${match}`);
  await page.getByRole("heading", { name: "Jullie wilden iets aanpassen" }).waitFor();
  await look(page, "follows");
  await button(page, "Hoeft niet meer").click();
  await page.getByRole("heading", { name: "Jullie wilden iets aanpassen" }).waitFor({ state: "detached" });
}

async function rhythm(page, match) {
  await page.goto(`/koppelingen/${match}`);
  await button(page, "Ander ritme kiezen").click();
  await page.getByRole("dialog").waitFor();
  await button(page, "Bewaren").click();
  await page.getByText("Schrijf kort waarom dit hier beter past.").first().waitFor();
  await page.getByLabel("Waarom past dit hier beter?").fill("Het is een spannende tijd.");
  await axeClean(page, "rhythm-dialog");
  await shot(page, "lookback-rhythm-dialog");
  await button(page, "Bewaren").click();
  await page.getByText("Eigen ritme, want: Het is een spannende tijd.").waitFor();
  await button(page, "Weer zoals de organisatie").click();
  await page.getByText("Eigen ritme, want:").waitFor({ state: "detached" });
  await page.goto("/tussenstand");
  await page.getByRole("heading", { name: "Geweest" }).waitFor();
  await look(page, "list");
}

async function organisation(page) {
  await page.goto("/organisatie?deel=tussenstand");
  await page.getByRole("heading", { name: "Het ritme" }).waitFor();
  await page.getByRole("heading", { name: "De vragen" }).waitFor();
  await look(page, "organisation");
  await link(page, "Vragen wijzigen").click();
  await page.getByRole("heading", { level: 1, name: "De vragen van een tussenstand" }).waitFor();
  await look(page, "questions");
  await button(page, "Een vraag erbij").click();
  await page.getByRole("textbox", { name: "De vraag", exact: true }).fill("Gaat de hond nog mee?");
  await look(page, "question-new");
  await button(page, "Mijn wijzigingen weg").click();
  await page.getByRole("textbox", { name: "De vraag", exact: true }).waitFor({ state: "detached" });
}
