// A bad connection: pages seen before open without one, what is said is kept and sent once, also after the page was closed, and
// whoever leaves takes everything along.
import assert from "node:assert/strict";
import { axeClean, newPage, phone, settled, shot, signInAs } from "../browser.mjs";
import { call, until } from "../made.mjs";

const heading = (page, text) => page.getByRole("heading", { level: 1, name: text }).waitFor();
const line = (page, words) => page.getByRole("status").filter({ hasText: words }).first().waitFor();
/** What is left of somebody in this browser, the app's own files aside. */
const left = (page) =>
  page.evaluate(async () => {
    const db = await new Promise((done) => (indexedDB.open("optrek").onsuccess = (event) => done(event.target.result)));
    const letters = await new Promise((done) => (db.transaction("letters").objectStore("letters").getAll().onsuccess = (event) => done(event.target.result)));
    const answers = (await caches.has("optrek-answers")) ? (await (await caches.open("optrek-answers")).keys()).map(({ url }) => url) : [];
    const staff = (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat();
    return { letters: letters.length, answers, staff: staff.filter((url) => /TodayPage|\/staff-/.test(url)) };
  });

export async function offline({ baseURL, browser }) {
  const { page, context, close } = await newPage(browser, { baseURL, viewport: phone });
  try {
    page.setDefaultTimeout(15_000);
    await signInAs(page, "teun", { back: "/mijn" });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.goto("/mijn/over-mij/kaart/nieuw");
    await settled(page);
    const me = (await call(page, "GET", "/auth/session")).person;
    const name = `Tante ${Date.now()}`;
    const known = async () => (await call(page, "GET", `/api/v1/clients/${me}/contacts?pageSize=300`)).contacts.filter((one) => one.name === name).length;

    await context.setOffline(true);
    await page.goto("/mijn");
    await heading(page, /^Dag /);
    await line(page, "Geen internet.");
    await page.goto("/mijn/over-mij/kaart/nieuw");
    await page.getByRole("textbox", { name: "Hoe heet deze persoon?" }).fill(name);
    await page.getByRole("button", { name: "Verder", exact: true }).click();
    await line(page, "Bewaard. We sturen het straks.");
    await axeClean(page, "kept");
    await shot(page, "offline-kept");
    assert.equal((await left(page)).letters, 1, "what was said is kept");

    // Leaving asks first, for what waits would be gone.
    await page.getByRole("button", { name: "Tot ziens" }).click();
    await heading(page, "Er wacht nog iets");
    await axeClean(page, "goodbye");
    await shot(page, "offline-goodbye");

    // The page is closed and opened, and then there is a connection again.
    await page.goto("/mijn/straks");
    await heading(page, "Dit gaat straks mee");
    await axeClean(page, "post");
    await shot(page, "offline-post");
    await context.setOffline(false);
    await line(page, "Verstuurd.");
    await until("what was said at the server", async () => assert.equal(await known(), 1));
    assert.equal((await left(page)).letters, 0);
    await page.reload();
    await settled(page);
    assert.equal(await known(), 1, "sent once");

    const before = await left(page);
    assert.ok(before.answers.length > 0, "what was seen is kept");
    assert.deepEqual(before.staff, [], "nothing of the staff's face");
    await page.getByRole("button", { name: "Tot ziens" }).click();
    await page.waitForURL((url) => url.pathname === "/inloggen" || url.pathname === "/mijn");
    await settled(page);
    const after = await left(page);
    assert.deepEqual([after.letters, after.answers], [0, []], "nothing of the person stays");
  } finally {
    await context.setOffline(false).catch(() => {});
    await close();
  }
}
