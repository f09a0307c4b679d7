// A group that lives: somebody is asked in and says yes, somebody stops and the others go on, a pause with its day, a task that asks who
// else could, what was written is changed, two who are never put together. And on the client's face: asked, stopping, taking it back.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, pickByKeyboard, settled, shot, signInAs } from "../browser.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const heading = (page, name) => page.getByRole("heading", { name }).first().waitFor();
const choose = (within, question, answer) => within.getByRole("radiogroup", { name: question }).locator("label").filter({ hasText: answer }).first().click();
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first().waitFor();

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `group-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const read = (page, path) => page.evaluate(async (at) => (await fetch(at)).json(), path);
const send = (page, path, body) =>
  page.evaluate(async ([at, sent]) => {
    const { csrf } = await (await fetch("/auth/session")).json();
    const answer = await fetch(at, { method: "POST", headers: { "content-type": "application/json", "X-CSRF-Token": csrf ?? "" }, body: JSON.stringify(sent) });
    if (!answer.ok) throw new Error(`${at}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }, [path, body]);

export async function group({ baseURL, browser }) {
  const staff = await newPage(browser, { baseURL });
  const client = await newPage(browser, { baseURL, viewport: { width: 390, height: 844 } });
  const { page } = staff;
  for (const one of [staff, client]) one.page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, "ids", { back: "/koppelingen" });
    const id = await beginGroup(page);
    await somebodyJoins(page);
    await signInAs(client.page, "sam", { back: `/mijn/mensen/${id}` });
    await stopAndBack(client.page);
    await somebodyLeaves(page, id);
    await writtenAnew(page);
    await task(page);
    await notTogether(page);
    await finish(page, id);
    for (const one of [staff, client]) {
      assert.deepEqual(one.strangers, [], "asked another host");
      assert.deepEqual(one.complaints, [], "complaints in the console");
    }
  } catch (error) {
    await shot(page, "group-failed").catch(() => null);
    await shot(client.page, "group-failed-client").catch(() => null);
    throw error;
  } finally {
    await staff.close();
    await client.close();
  }
}

/** Three who found each other; what an earlier walk left of them is ended first. */
async function beginGroup(page) {
  const { clients } = await read(page, "/api/v1/clients?pageSize=500");
  const idOf = (name) => clients.find((one) => one.givenName === name).id;
  const { matches } = await read(page, `/api/v1/matches?clientId=${idOf("Guus")}`);
  for (const match of matches.filter((one) => one.beganAt === "Bij de lift")) await end(page, match.id);
  const made = await send(page, "/api/v1/matches:spontaneous", {
    people: ["Guus", "Sam", "Karel"].map((name) => ({ clientId: idOf(name) })), beganAt: "Bij de lift", doing: "Op vrijdag samen puzzelen.",
  });
  await page.goto(`/koppelingen/${made.id}`);
  await heading(page, "Guus, Sam en Karel");
  await look(page, "match");
  return made.id;
}

async function end(page, id) {
  const at = `/api/v1/matches/${id}`;
  await send(page, `${at}:end`, {});
  const followUpTime = new Date(Date.now() + 86_400_000).toISOString();
  for (const { clientId } of (await read(page, at)).participants) await send(page, `${at}:care`, { clientId, talkHeld: true, followUpTime });
  await send(page, `${at}:close`, { neutralWords: "Het is goed zo." });
}

async function somebodyJoins(page) {
  await link(page, "Iemand erbij vragen").click();
  await heading(page, "Iemand erbij vragen bij Guus, Sam en Karel");
  await button(page, "Vraag het").click();
  await page.getByText("Kies eerst iemand.").waitFor();
  await pickByKeyboard(page, "Wie zou erbij passen?", "Mien", "Mien");
  await page.getByLabel("Waarom past deze persoon erbij?").fill("Jullie houden allemaal van een rustige middag.");
  await look(page, "invite");
  await button(page, "Vraag het").click();
  await heading(page, "Guus, Sam en Karel");
  await page.getByText("De anderen zien Mien pas na een ja.").waitFor();
  await look(page, "invited");
  await button(page, "Antwoord van Mien noteren").click();
  const dialog = page.getByRole("dialog", { name: "Het antwoord van Mien" });
  await choose(dialog, "Wat zei Mien?", /^Ja$/);
  await choose(dialog, "Hoe gaf Mien dit antwoord?", "In woorden");
  await button(dialog, "Bewaren").click();
  await heading(page, "Guus, Sam, Karel en Mien");
}

/** One tap, no reason; time to think; and after it went, still a way back. */
async function stopAndBack(page) {
  await heading(page, "Guus, Karel en Mien");
  await look(page, "mine");
  await page.getByRole("button", { name: /^Ik wil stoppen/ }).click();
  await heading(page, "Je stopt");
  await look(page, "stopped");
  await button(page, "Klaar").click();
  await page.waitForURL(/hierna/);
  await page.goto("/mijn/mensen");
  await page.getByText("Jij bent gestopt. Dat is goed.").waitFor();
  await look(page, "left-list");
  await page.getByRole("link", { name: /^De groep/ }).first().click();
  await heading(page, "De groep");
  await look(page, "left");
  await page.getByRole("button", { name: /^Toch niet stoppen/ }).click();
  await heading(page, "Guus, Karel en Mien");
}

async function somebodyLeaves(page, id) {
  await page.goto(`/koppelingen/${id}`);
  await button(page, "Mien stopt in de groep").click();
  const dialog = page.getByRole("dialog", { name: "Mien stopt in de groep" });
  await button(dialog, "Mien stopt").click();
  await dialog.getByText("Kies hoe Mien het liet weten.").waitFor();
  await choose(dialog, /Hoe weet je/, "Met een gebaar");
  await look(page, "leave");
  await button(dialog, "Mien stopt").click();
  await heading(page, "Wie stopte in de groep");
  const card = page.locator("form").filter({ has: button(page, "Bewaren voor Mien") });
  await card.locator("label").filter({ hasText: "Ik heb met Mien gesproken" }).click();
  await button(card, "Bewaren voor Mien").click();
  await told(page, "Bewaard voor Mien");
  await look(page, "departed");
}

async function writtenAnew(page) {
  await link(page, "Wijzigen waarom deze koppeling").click();
  await heading(page, /^Wijzigen bij/);
  await button(page, "Eén meer").click();
  await page.getByLabel(/Welke begeleiding/).fill("Iemand zet de koffie klaar.");
  await look(page, "edit");
  await button(page, "Bewaren").click();
  await page.getByText("1 persoon doet mee").waitFor();
  await page.getByText("Iemand zet de koffie klaar.").waitFor();
}

async function task(page) {
  await button(page, "Afstand tot Guus wijzigen").click();
  const dialog = page.getByRole("dialog", { name: "De afstand tot Guus" });
  await choose(dialog, "Wat doe jij hierbij?", "Ik doe het voor Guus");
  await dialog.getByText("Wie zou dit ook kunnen?").waitFor();
  await dialog.getByLabel("Waarom past dit nu?").fill("Nog even samen.");
  await look(page, "task");
  await button(dialog, "Bewaren").click();
  await page.getByText("je doet het nu voor Guus").waitFor();
}

async function notTogether(page) {
  const { clients } = await read(page, "/api/v1/clients?pageSize=500");
  const idOf = (name) => clients.find((one) => one.givenName === name).id;
  await send(page, "/api/v1/exclusions", { clientId: idOf("Tom"), otherClientId: idOf("Iris") });
  await page.goto(`/mensen/${idOf("Tom")}?deel=koppelingen`);
  await heading(page, "Niet samen");
  await button(page, "Met Iris Illusie mag het weer").waitFor();
  await look(page, "apart");
  await button(page, "Met Iris Illusie mag het weer").click();
  await button(page, "Met Iris Illusie mag het weer").waitFor({ state: "detached" });
}

async function finish(page, id) {
  await page.goto(`/koppelingen/${id}/afronden`);
  await button(page, "Begin met afronden").click();
  await heading(page, "Zorg voor ieder");
  await page.getByRole("button", { name: /Toch samen verder$/ }).click();
  await told(page, "Ze gaan toch samen verder");
  await end(page, id);
  await page.goto(`/koppelingen/${id}`);
  await heading(page, "Dank jullie wel");
  await look(page, "closed");
  assert.doesNotMatch(await page.locator("main").innerText(), /mislukt|gefaald|failed|verplicht/i);
}
