// Reminders and one's own calendar. A client lets notes come to this device and to an address, and puts their days in the calendar of
// their phone, which reads it without signing in; a support worker makes theirs, renews it, and the old address is nothing.
import assert from "node:assert/strict";
import { axeClean, desktop, fitsWidth, newPage, phone, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, name);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before ?? phone);
}

// Not the voice beside it, which says the same.
const choice = (page, text) => page.locator("main button:not([aria-label])").filter({ hasText: text });
const pressed = (page, name, on) => page.locator(`button[aria-pressed="${on}"]`).filter({ hasText: name }).waitFor();

/** The maker of a browser is somebody else's: this one gives every browser an address, and keeps to itself what comes there. */
const maker = () => {
  const base64 = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  Notification.requestPermission = () => Promise.resolve("granted");
  PushManager.prototype.subscribe = async () => {
    const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
    const key = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    const keys = { p256dh: base64(key), auth: base64(crypto.getRandomValues(new Uint8Array(16))) };
    return { toJSON: () => ({ endpoint: `https://push.example.org/${crypto.randomUUID()}`, keys }) };
  };
};

/** The lines of a calendar as a phone reads it: without a session. */
async function asPhone(browser, address) {
  const stranger = await browser.newContext();
  const response = await stranger.request.get(address);
  const text = await response.text();
  await stranger.close();
  return { status: response.status(), text };
}

export async function remind({ baseURL, browser }) {
  await client({ baseURL, browser });
  await worker({ baseURL, browser });
}

async function client({ baseURL, browser }) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL, viewport: phone });
  await page.addInitScript(maker);
  await signInAs(page, "jip", { back: "/mijn/over-mij/herinneren" });
  await page.getByRole("heading", { level: 1, name: "Herinner mij" }).waitFor();

  // It may have run before: begin with nothing on.
  await page.evaluate(async () => {
    await fetch("/api/v1/me/reminders", { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ dayBefore: true, sameDay: true }) });
    await fetch("/auth/calendar", { method: "DELETE" });
  });
  await page.reload();
  await pressed(page, "Met een mailtje", false);
  await look(page, "remind");

  await choice(page, /Op dit apparaat/).click();
  await pressed(page, "Op dit apparaat", true);
  await choice(page, /Met een mailtje/).click();
  await page.getByRole("heading", { level: 1, name: "Wat is je e-mailadres?" }).waitFor();
  await page.getByRole("textbox", { name: "Wat is je e-mailadres?" }).fill("jip@");
  await choice(page, "Klaar").click();
  await page.getByRole("alert").waitFor();
  await look(page, "remind-address");
  await page.getByRole("textbox", { name: "Wat is je e-mailadres?" }).fill("jip@example.org");
  await choice(page, "Klaar").click();
  await pressed(page, "Met een mailtje", true);
  await choice(page, /De dag ervoor/).click();
  await pressed(page, "De dag ervoor", false);
  await look(page, "remind-on");
  await choice(page, /Met een mailtje/).click();
  await pressed(page, "Met een mailtje", false);
  await choice(page, /Op dit apparaat/).click();
  await pressed(page, "Op dit apparaat", false);

  await page.locator("main a").filter({ hasText: "In mijn agenda" }).click();
  await page.getByRole("heading", { level: 1, name: "In mijn agenda" }).waitFor();
  await look(page, "remind-calendar");
  await choice(page, /Zet het in mijn agenda/).click();
  await page.getByRole("heading", { name: "Scan dit met je telefoon" }).waitFor();
  const address = (await page.locator("main a").filter({ hasText: "Ik lees dit op mijn telefoon" }).getAttribute("href")).replace("webcal:", "http:");
  await look(page, "remind-calendar-made");
  const read = await asPhone(browser, address);
  assert.equal(read.status, 200);
  assert.match(read.text, /^BEGIN:VCALENDAR/);
  assert.doesNotMatch(read.text, /Jip/);
  await page.reload();
  await page.getByText(/^Je agenda keek hier op/).waitFor();
  await choice(page, /Ook waar het is/).click();
  await pressed(page, "Ook waar het is", true);
  await choice(page, /Haal het uit mijn agenda/).click();
  await choice(page, /Zet het in mijn agenda/).waitFor();
  assert.equal((await asPhone(browser, address)).status, 404);
  assert.deepEqual(strangers, []);
  // What the server refused on purpose is all the console may tell of.
  assert.deepEqual(complaints.filter((text) => !text.includes("status of 400")), []);
  await close();
}

async function worker({ baseURL, browser }) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL, viewport: desktop });
  await signInAs(page, "eva", { back: "/mijn-pagina" });
  await page.goto("/mijn-pagina?deel=agenda");
  await page.getByRole("tab", { name: "Mijn agenda", selected: true }).waitFor();
  await page.evaluate(() => fetch("/auth/calendar", { method: "DELETE" }));
  await page.reload();
  await choice(page, "Maak mijn agenda").waitFor();
  await look(page, "calendar");
  // By keyboard alone.
  await page.getByRole("checkbox", { name: /Ook wat de mensen die je begeleidt/ }).press("Space");
  await choice(page, "Maak mijn agenda").press("Enter");
  const field = page.getByLabel("Het adres van je agenda", { exact: true });
  await field.waitFor();
  const first = await field.inputValue();
  await look(page, "calendar-made");
  const read = await asPhone(browser, first);
  assert.equal(read.status, 200);
  assert.match(read.text, /UID:activity-/);
  await choice(page, "Nieuw adres maken").click();
  await page.waitForFunction((old) => [...document.querySelectorAll("input[readonly]")].some((input) => input.value !== old), first);
  assert.equal((await asPhone(browser, first)).status, 404);
  assert.equal((await asPhone(browser, await field.inputValue())).status, 200);
  await page.reload();
  await page.getByRole("heading", { name: "Je agenda leest mee" }).waitFor();
  await choice(page, "Stoppen").click();
  await choice(page, "Maak mijn agenda").waitFor();
  assert.deepEqual(strangers, []);
  assert.deepEqual(complaints, []);
  await close();
}
