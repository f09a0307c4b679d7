// A client's card. Who is new here tries one. A support worker makes and prints it, the client chooses pictures on that screen, comes in on a phone by the camera
// and the pictures, is remembered when they want it, forgets the device; other pictures five times make the card rest, the support
// worker wakes it up; they open Optrek side by side; the card is withdrawn, and nobody is in with it any more.
import assert from "node:assert/strict";
import { axeClean, desktop, fitsWidth, newPage, phone, settled, shot, signInAs } from "../browser.mjs";

const right = ["fish", "balloon", "bus"];
const wrong = ["sun", "sun", "dog"];

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, name);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before ?? phone);
}

const heading = (page, text) => page.getByRole("heading", { level: 1, name: text }).waitFor();
// Not the voice beside it, which says the same.
const choice = (page, text) => page.locator("main button:not([aria-label])").filter({ hasText: text });

/** Taps pictures, one question after another. */
async function pick(page, pictures) {
  for (const [place, picture] of pictures.entries()) {
    await page.locator(`[data-picture="${picture}"]:not([disabled])`).click();
    if (place < pictures.length - 1) await page.getByText(["Eén plaatje gekozen", "Twee plaatjes gekozen", "Drie plaatjes gekozen"][place], { exact: true }).waitFor({ state: "attached" });
  }
}

/** A camera that sees a card: only the camera is made up, what reads it is the real reader. */
const camera = ([rows]) => {
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 640;
    const paper = canvas.getContext("2d");
    const side = rows.length + 8;
    const draw = () => {
      paper.fillStyle = "#e8e2d8";
      paper.fillRect(0, 0, 640, 640);
      if (!window.cardIsHeld) return;
      paper.save();
      paper.translate(320, 320);
      paper.rotate(0.09);
      paper.translate(-250, -250);
      paper.fillStyle = "#fff";
      paper.fillRect(0, 0, 500, 500);
      paper.fillStyle = "#111";
      const unit = 500 / side;
      rows.forEach((row, y) => row.forEach((dark, x) => dark && paper.fillRect((x + 4) * unit, (y + 4) * unit, unit + 0.5, unit + 0.5)));
      paper.restore();
    };
    draw();
    setInterval(draw, 100);
    return canvas.captureStream(10);
  };
};

/** Who is new here tries a card of somebody made up, from the page where one signs in; it also says when that was too often. */
async function tries(page) {
  await page.goto("/inloggen?why=TOO_OFTEN");
  await page.getByText("Wacht een minuut", { exact: false }).waitFor();
  await look(page, "card-too-often");
  await page.locator('[data-card="noor"]').click();
  await page.getByRole("heading", { level: 3, name: "De kaart van Noor Nep" }).waitFor();
  const session = await page.evaluate(async () => (await fetch("/auth/session")).json());
  assert.equal(session.signedIn, false, "who made the card is still in");
  await look(page, "card-tried");
  await page.getByRole("link", { name: "Kom binnen met deze kaart" }).click();
  await heading(page, "Wat is je eerste plaatje?");
  await pick(page, right);
  await heading(page, "Je bent binnen!");
}

export async function card({ baseURL, browser }) {
  const visitor = await newPage(browser, { baseURL, viewport: phone });
  await tries(visitor.page);
  const staff = await newPage(browser, { baseURL, viewport: desktop });
  const { client, code } = await make(staff.page);
  const own = await newPage(browser, { baseURL, viewport: phone });
  await comeIn(own.page, code);
  await remembered(own.page);
  await rests(own.page, staff.page, client, code);
  await besides(staff.page, client);
  await withdrawn(own.page, staff.page, client, code);
  for (const { strangers, complaints, close } of [visitor, staff, own]) {
    assert.deepEqual(strangers, []);
    // What the server refused on purpose is all the console may tell of.
    assert.deepEqual(complaints.filter((text) => !/40[0-9]/.test(text)), []);
    await close();
  }
}

/** The support worker makes the card, and hands the screen over for the pictures. */
async function make(page) {
  await signInAs(page, "bas", { back: "/mensen" });
  const client = await page.evaluate(async () => {
    const { clients } = await (await fetch("/api/v1/clients?pageSize=100")).json();
    const found = clients.find(({ number }) => number === "D100012");
    const { cards } = await (await fetch(`/api/v1/clients/${found.id}/loginCards`)).json();
    const works = cards.find(({ state }) => state !== "STATE_WITHDRAWN");
    // It may have run before, and the demo made a card: begin without one.
    if (works) await fetch(`/api/v1/loginCards/${works.id}:withdraw`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
    return found.id;
  });
  await page.goto(`/mensen/${client}`);
  await page.getByRole("link", { name: "Kaart om in te loggen" }).click();
  await heading(page, /^De kaart van/);
  await choice(page, "Kaart maken").waitFor();
  await look(page, "card-staff-none");
  const answered = page.waitForResponse((response) => response.request().method() === "POST" && response.url().endsWith("/loginCards"));
  await choice(page, "Kaart maken").click();
  const { code } = await (await answered).json();
  await page.getByRole("heading", { name: "Druk de kaart nu af" }).waitFor();
  await look(page, "card-staff-made");
  await page.emulateMedia({ media: "print" });
  await shot(page, "card-staff-print", [desktop.width]);
  await page.emulateMedia({ media: "screen" });
  await choice(page, /^Laat .* kiezen$/).click();
  await heading(page, "Hoeveel plaatjes wil je?");
  await look(page, "card-staff-how-many");
  await choice(page, "Drie plaatjes").click();
  await heading(page, "Kies je eerste plaatje");
  await look(page, "card-staff-choosing");
  await pick(page, right);
  await heading(page, "Nog een keer: je eerste plaatje");
  await pick(page, wrong);
  await page.getByText("Dat was net anders. Geeft niet. Kies nog een keer.").waitFor();
  await pick(page, right);
  await heading(page, "Nog een keer: je eerste plaatje");
  await pick(page, right);
  await page.getByText(/heeft plaatjes gekozen/).waitFor();
  return { client, code };
}

/** On a phone: the camera sees the card, then the pictures; the first time other ones. */
async function comeIn(page, code) {
  await page.goto("/mijn");
  await heading(page, "Dag!");
  await look(page, "card-begin");
  await choice(page, /Ik heb geen kaart/).click();
  await heading(page, "Geen kaart?");
  await look(page, "card-none");
  await choice(page, "Terug").click();
  const { encode } = await import("uqr");
  await page.evaluate(camera, [encode(new URL(`/kaart#${code}`, page.url()).href, { border: 0 }).data]);
  await choice(page, /Scan mijn kaart/).click();
  await heading(page, "Laat je kaart zien");
  await page.getByText("Houd je kaart voor de camera.").waitFor();
  await look(page, "card-camera");
  await page.evaluate(() => void (window.cardIsHeld = true));
  await heading(page, "Wat is je eerste plaatje?");
  await look(page, "card-pick");
  await pick(page, right.slice(0, 1));
  await heading(page, "Wat is je tweede plaatje?");
  await page.getByText("Eén plaatje gekozen", { exact: true }).waitFor({ state: "attached" });
  await look(page, "card-pick-second");
  await choice(page, "Eén terug").click();
  await heading(page, "Wat is je eerste plaatje?");
  await pick(page, wrong);
  await heading(page, "Dat was net anders");
  await look(page, "card-other");
  await choice(page, /Ik weet het niet meer/).click();
  await heading(page, "Plaatjes vergeten?");
  await look(page, "card-forgotten");
  await choice(page, "Nog een keer").click();
  await heading(page, "Wat is je eerste plaatje?");
  await pick(page, right);
  await heading(page, "Je bent binnen!");
  await look(page, "card-inside");
}

/** Remembered: next time only the pictures, and one tap to forget. */
async function remembered(page) {
  await choice(page, /Ja, onthoud mij/).click();
  await heading(page, /^Dag /);
  assert.equal(new URL(page.url()).hash, "");
  await page.goto("/mijn/kaart");
  await heading(page, "Mijn kaart");
  await choice(page, /Dit apparaat onthoudt mij/).waitFor();
  await look(page, "card-mine");
  await page.goto("/mijn/kaart/plaatjes");
  await heading(page, "Hoeveel plaatjes wil je?");
  await look(page, "card-how-many");
  await page.goto("/mijn/kaart/kwijt");
  await heading(page, "Kaart kwijt?");
  await look(page, "card-lose");
  await page.evaluate(() => fetch("/auth/logout", { method: "POST" }));
  await page.goto("/mijn");
  await heading(page, "Wat is je eerste plaatje?");
  await look(page, "card-pick-remembered");
  await pick(page, right);
  await heading(page, /^Dag /);
  await page.goto("/mijn/kaart");
  await choice(page, /Dit apparaat onthoudt mij/).click();
  await choice(page, /Onthoud mij op dit apparaat/).waitFor();
}

/** Five times other pictures: the card rests, kindly; the support worker wakes it up. */
async function rests(page, staff, client, code) {
  await page.evaluate(() => fetch("/auth/logout", { method: "POST" }));
  await page.goto(`/kaart#${code}`); // as the phone's own camera opens it
  let tries = 0;
  for (; tries < 8; tries += 1) {
    await heading(page, "Wat is je eerste plaatje?");
    await pick(page, wrong);
    await page.getByRole("heading", { level: 1, name: /^(Dat was net anders|Je kaart rust even uit)$/ }).waitFor();
    if (await page.getByRole("heading", { name: "Je kaart rust even uit" }).isVisible()) break;
    await choice(page, "Nog een keer").click();
  }
  assert.equal(tries + 1, 5, "tries before the card rests");
  await look(page, "card-rests");
  await staff.goto(`/mensen/${client}/kaart`);
  await staff.getByRole("heading", { name: "De kaart rust even" }).waitFor();
  await look(staff, "card-staff-rests");
  await choice(staff, "Maak de kaart wakker").click();
  await staff.getByRole("heading", { name: "De kaart werkt" }).waitFor();
  await choice(page, "Nog een keer").click();
  await heading(page, "Wat is je eerste plaatje?");
  await pick(page, right);
  await heading(page, "Je bent binnen!");
  await choice(page, /Nee, nu niet/).click();
  await heading(page, /^Dag /);
}

/** Side by side: the client's face, and the colleague's own session is over. */
async function besides(page, client) {
  await choice(page, /^Open met/).click();
  await heading(page, /^Dag /);
  const session = await page.evaluate(async () => (await fetch("/auth/session")).json());
  assert.deepEqual([session.face, session.method, session.person], ["client", "beside", client]);
  await look(page, "card-beside");
  await page.getByRole("button", { name: "Tot ziens" }).click();
  await page.waitForURL((url) => url.pathname === "/inloggen");
}

/** Withdrawn: whoever is in with it is out, and the card says so kindly. */
async function withdrawn(page, staff, client, code) {
  await signInAs(staff, "bas", { back: `/mensen/${client}/kaart` });
  await choice(staff, "Kaart intrekken").click();
  await look(staff, "card-staff-sure");
  await choice(staff, "Ja, trek de kaart in").click();
  await staff.getByRole("heading", { name: "Nog geen kaart" }).waitFor();
  await page.waitForFunction(async () => !(await (await fetch("/auth/session")).json()).signedIn);
  await page.goto("/mijn");
  await heading(page, "Dag!");
  await page.goto(`/kaart#${code}`);
  await heading(page, "Deze kaart doet het niet");
  await look(page, "card-gone");
}
