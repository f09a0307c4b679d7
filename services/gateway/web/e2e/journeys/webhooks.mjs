// Other systems are told that something happened. An administrator adds one, sees its key once, and sends a trial, which
// really arrives and carries the specification's signature; a trial that nobody takes says why; the key is renewed and both
// sign; a pause has a way back; stopping asks first. What was typed wrong is said beside the field.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";
import { until } from "../made.mjs";

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `webhooks-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 800 });
  await shot(page, `webhooks-${name}-phone`);
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const system = `Rooster ${String(Date.now()).slice(-6)}`;
const button = (page, name) => page.getByRole("button", { name, exact: true });
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first().waitFor();

/** Another system: keeps what it was told. */
async function receiver() {
  const all = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      all.push({ headers: request.headers, body });
      response.writeHead(receiver.status).end();
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { all, address: `http://127.0.0.1:${server.address().port}/optrek`, close: () => server.close() };
}
receiver.status = 204;

/** Whether one of the signatures is of this key: reckoned here, after the specification. */
function signedWith({ headers, body }, secret) {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const own = createHmac("sha256", key).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`).digest("base64");
  return headers["webhook-signature"].split(" ").includes(`v1,${own}`);
}

export async function webhooks({ baseURL, browser }) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL });
  const other = await receiver();
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, "hugo");
    await page.goto("/organisatie");
    await page.getByRole("link", { name: "Meldingen aan andere systemen" }).click();
    await page.getByRole("heading", { name: "Meldingen aan andere systemen", exact: true }).waitFor();
    const secret = await adds(page, other);
    await tries(page, other, secret);
    await renews(page, other, secret);
    await pauses(page);
    assert.deepEqual(strangers, [], "asked another host");
    assert.deepEqual(complaints.filter((line) => !/status of 4\d\d/.test(line)), [], "complaints in the console");
  } catch (error) {
    await shot(page, "webhooks-failed").catch(() => null);
    throw error;
  } finally {
    other.close();
    await close();
  }
}

async function fresh(page) {
  await page.getByRole("heading", { name: `Dit is de sleutel van ${system}`, exact: true }).waitFor();
  const secret = await page.getByRole("textbox", { name: "Sleutel voor het zegel" }).inputValue();
  assert.match(secret, /^whsec_/);
  return secret;
}

async function putAway(page, secret) {
  await button(page, "Ik heb hem bewaard").click();
  await page.getByText("Je ziet hem één keer", { exact: false }).waitFor({ state: "detached" });
  assert.ok(!(await page.content()).includes(secret), "the key is still on the page");
}

async function adds(page, other) {
  await button(page, "Een systeem aansluiten").click();
  const form = page.getByRole("form");
  await form.getByRole("textbox", { name: "Hoe heet het systeem?" }).fill(system);
  await form.getByRole("textbox", { name: "Waar gaan de meldingen heen?" }).fill("http://rooster.example.org");
  await form.getByText("Een koppeling is voorbij.").click();
  await form.getByRole("button", { name: "Een systeem aansluiten" }).click();
  await page.getByText("Geef een volledig adres dat met https:// begint.").first().waitFor();
  await look(page, "form");
  await form.getByRole("textbox", { name: "Waar gaan de meldingen heen?" }).fill(other.address);
  await form.getByRole("button", { name: "Een systeem aansluiten" }).click();
  const secret = await fresh(page);
  await look(page, "key");
  await putAway(page, secret);
  return secret;
}

async function tries(page, other, secret) {
  await button(page, `Stuur een proef naar ${system}`).click();
  await page.getByText(/^Aangekomen op /).first().waitFor();
  assert.equal(other.all.length, 1);
  assert.equal(JSON.parse(other.all[0].body).type, "test");
  assert.ok(signedWith(other.all[0], secret), "not signed with the key that was shown");
  receiver.status = 500;
  await button(page, `Stuur een proef naar ${system}`).click();
  await page.getByText("Het systeem antwoordde met 500.").first().waitFor();
  receiver.status = 204;
  await look(page, "sent");
}

async function renews(page, other, old) {
  await button(page, `Nieuwe sleutel maken voor ${system}`).click();
  const secret = await fresh(page);
  assert.notEqual(secret, old);
  await putAway(page, secret);
  await page.getByText(/werkt ook de oude sleutel/).first().waitFor();
  const before = other.all.length;
  await button(page, `Stuur een proef naar ${system}`).click();
  await until("a trial after the new key", async () => assert.ok(other.all.length > before));
  assert.ok(signedWith(other.all.at(-1), old) && signedWith(other.all.at(-1), secret), "not signed with both keys");
}

async function pauses(page) {
  await button(page, `${system}: even geen meldingen`).click();
  await told(page, `${system} krijgt even geen meldingen`);
  await page.getByText("Staat op pauze.", { exact: false }).first().waitFor();
  await button(page, `${system}: weer meldingen sturen`).click();
  await told(page, `${system} krijgt weer meldingen`);
  await button(page, `Stoppen met meldingen aan ${system}`).click();
  await page.getByRole("dialog").waitFor();
  await look(page, "end");
  await button(page, "Ja, stop ermee").click();
  await page.getByRole("heading", { level: 2, name: system, exact: true }).waitFor({ state: "detached" });
  await page.getByText("Laat zien wat is gestopt").click();
  await page.getByText(new RegExp(`^${system}, gestopt op`)).waitFor();
}
