// Leaving care: proposed, a day chosen with what it means said first, undone, and a calm note on somebody's own page; the list as a
// file. And what may be told: a text written together, read out and said yes to by the client, and taken back.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, quiet, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await quiet(page);
  await axeClean(page, name);
  await shot(page, name);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before ?? phone);
}

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

const button = (page, name) => page.getByRole("button", { name, exact: true });
const said = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first();

export async function leaving({ baseURL, browser }) {
  const staff = await newPage(browser, { baseURL });
  const { page } = staff;
  await signInAs(page, "koen", { back: "/mensen" });
  const family = `Vertrek${String(Date.now()).slice(-5)}`;
  const made = await call(page, "POST", "/api/v1/clients", { givenName: "Loek", familyName: family });

  // The list as a file: names, and nothing told in private.
  const [file] = await Promise.all([page.waitForEvent("download"), button(page, "Bewaar de lijst als bestand").click()]);
  assert.match(file.suggestedFilename(), /^clienten-\d{4}-\d{2}-\d{2}\.csv$/);
  await said(page, "Het bestand is klaar").waitFor();
  await look(page, "people-ways");

  // On somebody's own page: a proposal and no more.
  await page.goto(`/mensen/${made.id}?deel=begeleiding`);
  await button(page, "Stel het voor").click();
  await page.getByRole("heading", { name: "Misschien gaat Loek uit zorg" }).waitFor();
  await look(page, "leaving-note");
  await page.getByRole("link", { name: "Kies een dag" }).click();

  await page.getByRole("heading", { level: 1, name: "Uit zorg" }).waitFor();
  const card = page.locator("li").filter({ hasText: family });
  await card.getByRole("button", { name: "Kies een dag" }).click();
  await card.getByRole("heading", { name: "Wat er dan gebeurt" }).waitFor();
  await look(page, "leaving-plan");
  await card.getByRole("button", { name: "Plan deze dag" }).click();
  await said(page, "Loek gaat weg op").getByRole("button", { name: "Ongedaan maken" }).click();
  await card.getByRole("button", { name: "Kies een dag" }).click();
  await card.getByRole("button", { name: "Plan deze dag" }).click();
  await card.getByText(/^Gaat weg op/).waitFor();
  await look(page, "leaving-list");
  await card.getByRole("link", { name: `Loek ${family}` }).click();
  await page.getByRole("heading", { name: /^Loek gaat weg op/ }).waitFor();
  await button(page, "Blijft toch").click();
  await said(page, "Loek blijft").waitFor();
  await page.getByRole("heading", { name: /^Loek gaat weg op/ }).waitFor({ state: "detached" });
  const name = await recorded(page);
  assert.deepEqual(staff.strangers, []);
  await staff.close();
  await telling({ baseURL, browser, name });
}

/** The organisation's own administration names somebody beside Daan: a new one each time, so that it can run again and again. */
async function recorded(page) {
  const name = `Tante ${String(Date.now()).slice(-6)}`;
  const { clients } = await call(page, "GET", "/api/v1/clients?query=Daan%20Demo");
  const patient = {
    resourceType: "Patient", id: "demo", active: true,
    identifier: [{ system: "https://ecd.example.org/clientnummer", value: clients[0].number }],
    name: [{ use: "usual", given: ["Daan"], family: "Demo" }],
    contact: [{ name: { text: name }, relationship: [{ coding: [{ system: "http://terminology.hl7.org/CodeSystem/v3-RoleCode", code: "AUNT" }] }] }],
  };
  const file = JSON.stringify({ resourceType: "Bundle", type: "collection", entry: [{ resource: patient }] });
  const made = await call(page, "POST", "/api/v1/imports", { fileName: "dossier.json", content: Buffer.from(file).toString("base64") });
  await call(page, "POST", `/api/v1/imports/${made.id}:start`, { etag: made.etag });
  await page.waitForFunction(async (path) => (await (await fetch(path)).json()).state === "STATE_DONE", `/api/v1/imports/${made.id}`, { polling: 250 });
  return name;
}

async function telling({ baseURL, browser, name }) {
  const staff = await newPage(browser, { baseURL });
  await signInAs(staff.page, "bas", { back: "/mensen" });
  const { clients } = await call(staff.page, "GET", "/api/v1/clients?query=Daan%20Demo");
  const id = clients[0].id;
  await staff.page.goto(`/mensen/${id}?deel=netwerk`);
  await staff.page.getByRole("heading", { name, exact: true }).waitFor();
  const words = `Ik kook graag voor anderen. ${Date.now()}`;
  await staff.page.getByLabel("Wat Daan graag doet").fill(words);
  await button(staff.page, "Bewaar de tekst").click();
  await staff.page.getByRole("heading", { name: "Vindt Daan deze tekst goed?" }).waitFor();
  await look(staff.page, "telling-staff");

  const own = await newPage(browser, { baseURL, viewport: phone });
  await signInAs(own.page, "daan", { back: "/mijn/over-mij" });
  await own.page.getByText("Kennen wij deze mensen?").click();
  await own.page.getByRole("heading", { level: 1, name: /^Wil je .* op je kaart\?$/ }).waitFor();
  await look(own.page, "known-own");
  // One at a time; those of the demo are skipped until it is about this one.
  const about = own.page.getByRole("heading", { level: 1, name: `Wil je ${name} op je kaart?` });
  while (!(await about.isVisible())) {
    const before = await own.page.getByRole("heading", { level: 1 }).textContent();
    await button(own.page, "Overslaan").click();
    await own.page.waitForFunction((text) => document.querySelector("h1")?.textContent !== text, before);
  }
  await own.page.locator("label").filter({ hasText: "Ja, op mijn kaart" }).click();
  await button(own.page, "Verder").click();
  await own.page.getByRole("heading", { name: "Dat was het" }).waitFor();
  await look(own.page, "known-done");
  const { contacts } = await call(own.page, "GET", `/api/v1/clients/${id}/contacts`);
  assert.equal(contacts.filter((contact) => contact.name === name && contact.category === "CATEGORY_UNSPECIFIED").length, 1, "a yes, and no kind chosen for me");
  await own.page.goto("/mijn/over-mij/delen");
  await own.page.getByText("Wat mag er over mij verteld worden?").click();
  await own.page.getByRole("heading", { name: "Dit is nieuw" }).or(own.page.getByRole("heading", { name: "Dit is de tekst" })).waitFor();
  await look(own.page, "telling-own");
  await own.page.getByText("Ja, dit mag", { exact: true }).click();
  await own.page.getByRole("heading", { name: "Dank je wel" }).waitFor();
  await look(own.page, "telling-said");
  await own.page.goto("/mijn/over-mij/vertellen");
  await own.page.getByRole("heading", { name: "Dit mag nu verteld worden" }).waitFor();
  const out = await call(staff.page, "GET", `/api/v1/clients/${id}/participation:export`);
  assert.ok(Buffer.from(out.content, "base64").toString().includes(words), "what was said yes to goes out");
  await own.page.getByText("Neem terug", { exact: true }).click();
  await own.page.getByRole("heading", { name: "Teruggenomen" }).waitFor();
  const status = await staff.page.evaluate(async (path) => (await fetch(path)).status, `/api/v1/clients/${id}/participation:export`);
  assert.notEqual(status, 200, "after taking back nothing goes out");
  await own.page.goto("/mijn/over-mij/vertellen");
  await own.page.getByText("Ja, dit mag", { exact: true }).click();
  await own.page.getByRole("heading", { name: "Dank je wel" }).waitFor();
  assert.deepEqual([...staff.strangers, ...own.strangers], []);
  await own.close();
  await staff.close();
}
