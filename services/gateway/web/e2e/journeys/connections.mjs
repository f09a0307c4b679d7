// Other systems of the organisation. An administrator connects one, sees its key once, and it really comes in with that key; a
// second key comes beside it and the first goes without a gap; what it may do is made less; the directory brings a group, which
// gets a role and loses it; both are disconnected, and nobody is in with their keys any more.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";
import { until } from "../made.mjs";

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `connections-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const system = `Rooster ${String(Date.now()).slice(-6)}`;
const directory = `Adreslijst ${String(Date.now()).slice(-6)}`;
const group = `Netwerkteam ${String(Date.now()).slice(-6)}`;
const heading = (page, name) => page.getByRole("heading", { name, exact: true }).waitFor();
const button = (page, name) => page.getByRole("button", { name, exact: true });
const box = (page, name) => page.locator("li").filter({ has: page.getByRole("heading", { level: 2, name, exact: true }) });

/** As the other system asks: without a browser's cookies. */
async function token({ baseURL }, { id, secret }) {
  const response = await fetch(`${baseURL}/oauth/token`, {
    method: "POST", headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` }, body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return { status: response.status, token: (await response.json()).access_token };
}

const reads = async ({ baseURL }, path, of) => (await fetch(`${baseURL}${path}`, { headers: { authorization: `Bearer ${of}` } })).status;

/** The key that is shown once; putting it away takes it off the page. */
async function key(page, name) {
  await heading(page, `Dit is de sleutel van ${name}`);
  const id = await page.getByRole("textbox", { name: "Naam om mee binnen te komen (client id)" }).inputValue();
  const secret = await page.getByRole("textbox", { name: "Sleutel (client secret)" }).inputValue();
  return { id, secret };
}

async function putAway(page, { secret }) {
  await button(page, "Ik heb hem bewaard").click();
  await page.getByText("Je ziet hem één keer", { exact: false }).waitFor({ state: "detached" });
  assert.ok(!(await page.content()).includes(secret), "the key is still on the page");
}

async function sure(page, opens, yes) {
  await opens.click();
  await page.getByRole("dialog").waitFor();
  await button(page, yes).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

export async function connections({ baseURL, browser }) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL });
  page.setDefaultTimeout(20_000);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  try {
    await signInAs(page, "hugo");
    await page.goto("/organisatie");
    await page.getByRole("link", { name: "Aangesloten systemen" }).click();
    await heading(page, "Aangesloten systemen");
    await heading(page, "Adressen voor het andere systeem");
    await look(page, "begin");
    const first = await connects(page);
    await renews(page, { baseURL }, first);
    await does(page, { baseURL });
    await groups(page, { baseURL });
    assert.deepEqual(strangers, [], "asked another host");
    assert.deepEqual(complaints.filter((line) => !/status of 4\d\d/.test(line)), [], "complaints in the console");
  } catch (error) {
    await shot(page, "connections-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

/** Without a name and without a choice it says what is missing; then the key is there, once. */
async function connects(page) {
  await button(page, "Een systeem aansluiten").click();
  await button(page, "Aansluiten").click();
  await page.getByText("Geef dit systeem een naam", { exact: false }).first().waitFor();
  await page.getByRole("textbox", { name: "Hoe heet het systeem?" }).fill(system);
  await page.getByRole("form").getByText("Gegevens lezen of aanleveren").click();
  await page.getByRole("form").getByText("Leest welke locaties er zijn.").click();
  await page.getByRole("form").getByText("Leest wie hier werkt.").click();
  await look(page, "form");
  await button(page, "Aansluiten").click();
  const made = await key(page, system);
  await look(page, "key");
  await button(page, "Sleutel (client secret) kopiëren").click();
  await page.getByRole("alertdialog").filter({ hasText: "Gekopieerd" }).first().waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), made.secret);
  await putAway(page, made);
  return made;
}

/** A second key beside the first; the first goes, and what came in with the second stays in. */
async function renews(page, at, first) {
  const one = box(page, system);
  await one.getByText("Nog niet gebruikt", { exact: true }).waitFor();
  const old = await token(at, first);
  assert.equal(await reads(at, "/api/v1/locations", old.token), 200);
  assert.equal(await reads(at, "/api/v1/clients", old.token), 403, "what it may not read");
  await page.reload();
  await one.getByText(/^Laatst gebruikt op/).first().waitFor();
  await button(one, `Een tweede sleutel maken voor ${system}`).click();
  const second = await key(page, system);
  assert.notEqual(second.secret, first.secret);
  await putAway(page, second);
  const fresh = await token(at, second);
  await one.getByText("Zet het systeem over op de nieuwste sleutel.", { exact: false }).waitFor();
  await look(page, "two-keys");
  await button(one, `Sleutel die eindigt op ${first.secret.slice(-4)} intrekken`).click();
  await page.getByText("De andere sleutel blijft werken.", { exact: false }).waitFor();
  await look(page, "withdraw");
  await button(page, "Ja, trek in").click();
  await one.getByText(`Sleutel die eindigt op ${first.secret.slice(-4)}`).waitFor({ state: "detached" });
  assert.equal(await reads(at, "/api/v1/locations", old.token), 401, "in with a key that was withdrawn");
  assert.equal(await reads(at, "/api/v1/locations", fresh.token), 200);
  assert.equal((await token(at, first)).status, 401);
  first.id = second.id;
  first.secret = second.secret;
  first.token = fresh.token;
  await less(page, at, first);
}

/** Less rights take effect at once; disconnecting says what stops, and then it does. */
async function less(page, at, now) {
  const one = box(page, system);
  await button(one, `${system} wijzigen`).click();
  await page.getByRole("form").getByText("Leest wie hier werkt.").click();
  await button(page, "Bewaren").click();
  await page.getByRole("alertdialog").filter({ hasText: "Bewaard" }).first().waitFor();
  assert.equal(await reads(at, "/api/v1/supportWorkers", now.token), 401, "a token with more than it may");
  const after = await token(at, now);
  assert.equal(await reads(at, "/api/v1/supportWorkers", after.token), 403);
  await button(one, `${system} afsluiten`).click();
  await page.getByRole("dialog").getByText("Leest welke locaties er zijn.").waitFor();
  await look(page, "end");
  await button(page, "Ja, sluit af").click();
  await one.waitFor({ state: "detached" });
  assert.equal(await reads(at, "/api/v1/locations", after.token), 401, "in though it was disconnected");
  await page.getByText("Laat zien wat is afgesloten").click();
  await page.getByText(new RegExp(`^${system}, afgesloten op`)).waitFor();
}

/** The directory does one thing, and brings a group. */
async function does(page, at) {
  await button(page, "Een systeem aansluiten").click();
  await page.getByRole("textbox", { name: "Hoe heet het systeem?" }).fill(directory);
  await page.getByRole("form").getByText("Collega’s en groepen bijhouden").click();
  await button(page, "Aansluiten").click();
  const made = await key(page, directory);
  await putAway(page, made);
  const response = await fetch(`${at.baseURL}/scim/v2/Groups`, {
    method: "POST", headers: { authorization: `Bearer ${made.secret}`, "content-type": "application/scim+json" },
    body: JSON.stringify({ schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], displayName: group }),
  });
  assert.equal(response.status, 201, await response.text());
}

async function groups(page) {
  await page.reload();
  const row = page.locator("li").filter({ has: page.getByRole("heading", { level: 3, name: group, exact: true }) });
  await row.waitFor();
  const choose = async (role) => {
    await row.getByRole("button", { name: new RegExp(`Rol van ${group}`) }).click();
    await page.getByRole("option", { name: role, exact: true }).click();
    await page.getByRole("alertdialog").filter({ hasText: `${group}: ${role}` }).first().waitFor();
    await until(`the role ${role}`, () => row.getByRole("button", { name: new RegExp(role) }).waitFor({ timeout: 500 }));
  };
  await choose("coördinator");
  await look(page, "groups");
  await choose("Geen rol");
  await sure(page, button(box(page, directory), `${directory} afsluiten`), "Ja, sluit af");
  await box(page, directory).waitFor({ state: "detached" });
}
