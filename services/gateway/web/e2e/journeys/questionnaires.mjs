// A questionnaire of the organisation's own: a coordinator brings it in (first one that does not fit), a support worker lays it
// before a client, the client answers one question at a time and shares it, and the support worker reads it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { axeClean, fitsWidth, newPage, phone, settled, shot, signInAs } from "../browser.mjs";

const file = new URL("../../../../evaluation/internal/server/testdata/wellbeing.json", import.meta.url);

async function look(page, name, widths) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `questionnaires-${name}`, widths);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const heading = (page, text) => page.getByRole("heading", { level: 1, name: text }).waitFor();
const tap = (page, words) => page.getByRole("button", { name: words, exact: true }).click();

export async function questionnaires({ baseURL, browser }) {
  const office = await newPage(browser, { baseURL });
  const desk = await newPage(browser, { baseURL });
  const hand = await newPage(browser, { baseURL, viewport: phone });
  const once = `Meedoen ${String(Date.now()).slice(-5)}`;
  try {
    await signInAs(office.page, "koen");
    await bringIn(office.page, once);
    await signInAs(hand.page, "teun", { back: "/mijn" });
    const me = await hand.page.evaluate(async () => (await (await fetch("/auth/session")).json()).person);
    await signInAs(desk.page, "nina");
    await offer(desk.page, me, once);
    await tell(hand.page, once);
    await read(desk.page, me, once);
    for (const { strangers, complaints } of [office, desk, hand]) {
      assert.deepEqual(strangers, [], "asked another host");
      // The browser itself complains of the file that was refused.
      assert.deepEqual(complaints.filter((line) => !line.includes("status of 400")), [], "complaints in the console");
    }
  } finally {
    for (const one of [office, desk, hand]) await one.close();
  }
}

async function choose(page, name, text) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: /bestand/ }).click()]);
  await chooser.setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

async function bringIn(page, once) {
  const good = (await readFile(file, "utf8")).replace("2.1", String(Date.now())).replace("Meedoen in de buurt (bedacht)", once).replace("/meedoen", `/${Date.now()}`);
  await page.goto("/organisatie?deel=vragenlijsten");
  await look(page, "list");
  await page.getByRole("link", { name: "Nieuwe vragenlijst" }).first().click();
  await heading(page, "Nieuwe vragenlijst");
  await choose(page, "fout.json", good.replace('"boolean"', '"date"').replace('"repeats": true', '"repeats": true, "answerValueSet": "x"'));
  await page.getByText("Er is niets bewaard", { exact: false }).waitFor();
  await page.getByText("Zet ze erbij als answerOption", { exact: false }).waitFor();
  await look(page, "refused");
  await choose(page, "goed.json", good);
  await page.getByRole("heading", { name: "Dit doet Optrek anders" }).waitFor();
  await page.getByLabel("Waarom mogen jullie deze lijst gebruiken?").fill("Bedacht voor een proef.");
  await look(page, "check");
  await page.getByRole("button", { name: "Vragenlijst bewaren" }).click();
  await heading(page, once);
  await page.getByText("Een kwartaal komt hier als het voorbij is", { exact: false }).waitFor();
  await look(page, "one");
}

async function offer(page, client, once) {
  await page.goto(`/mensen/${client}?deel=begeleiding`);
  await page.getByRole("button", { name: /Welke vragenlijst/ }).click();
  await page.getByRole("option", { name: once }).click();
  await page.getByRole("button", { name: "Klaarleggen" }).click();
  await page.getByText("De vragenlijst ligt klaar voor", { exact: false }).waitFor();
  const row = page.getByRole("listitem").filter({ hasText: once });
  await row.getByText("Ligt klaar sinds", { exact: false }).waitFor();
  await look(page, "person");
  await row.getByRole("link", { name: "Samen invullen" }).click();
  await page.getByText("Zie je mensen die je leuk vindt?").waitFor();
  await look(page, "together");
}

async function tell(page, once) {
  await page.goto("/mijn/hoe-gaat-het");
  await page.getByRole("link", { name: new RegExp(once) }).click();
  await heading(page, once);
  await look(page, "client-begin", [phone.width]);
  await page.getByRole("link", { name: /Ja, beginnen/ }).click();
  await heading(page, "Zie je mensen die je leuk vindt?");
  await page.locator("label").filter({ hasText: "Soms" }).click();
  await look(page, "client-question", [phone.width]);
  await tap(page, "Verder");
  await heading(page, "Zou je meer mensen willen zien?");
  await page.locator("label").filter({ hasText: "Nee" }).click();
  await tap(page, "Verder");
  // No to more people: where to meet them is not asked.
  await heading(page, "Wil je nog iets vertellen?");
  await tap(page, "Overslaan");
  await heading(page, "Wie mag dit weten?");
  assert.ok(await page.getByRole("radio", { name: "Alleen ik" }).isChecked(), "private unless shared");
  await look(page, "client-share", [phone.width]);
  await page.locator("label").filter({ hasText: "egeleider" }).first().click();
  await tap(page, "Klaar");
  await heading(page, "Dank je wel");
  await look(page, "client-thanks", [phone.width]);
}

async function read(page, client, once) {
  await page.goto(`/mensen/${client}?deel=begeleiding`);
  const row = page.getByRole("listitem").filter({ hasText: once });
  await row.getByText("Je mag meelezen", { exact: false }).waitFor();
  await row.getByRole("link", { name: "Lezen" }).click();
  await page.getByText("Soms", { exact: true }).waitFor();
  await look(page, "read");
}
