// An organisation's own pictograms. Who administers puts one in place, takes it back, brings in a whole set as a zip and reads what was
// not taken; a client meets them on every page, also without a connection to one of them; the card to print has them; the picture code and
// the sign-in page keep ours, and another organisation sees nothing of it. Everything goes back to ours at the end.
import assert from "node:assert/strict";
import { crc32 } from "node:zlib";
import { axeClean, fitsWidth, newPage, phone, quiet, settled, shot, signInAs } from "../browser.mjs";
import { call } from "../made.mjs";

async function look(page, name) {
  await settled(page);
  await quiet(page);
  await axeClean(page, name);
  await shot(page, `pictograms-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first();

/** A picture as people have them: black on white, with a word of its own in the file that may not come along. */
async function drawn(page, letter, colour) {
  const address = await page.evaluate(([words, ground]) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 300;
    const ink = canvas.getContext("2d");
    ink.fillStyle = ground;
    ink.fillRect(0, 0, 300, 300);
    ink.fillStyle = "#000";
    ink.font = "bold 220px sans-serif";
    ink.textAlign = "center";
    ink.fillText(words, 150, 230);
    return canvas.toDataURL("image/png");
  }, [letter, colour]);
  return Buffer.from(address.split(",")[1], "base64");
}

/** A zip in which nothing is pressed together. */
function zip(files) {
  const parts = [], list = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const title = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(0x0800, 2);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(content.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(title.length, 22);
    parts.push(Buffer.from("PK\x03\x04"), head, title, content);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    list.push(Buffer.from("PK\x01\x02\x14\x00"), head, place, title);
    at += 30 + title.length + content.length;
  }
  const end = Buffer.alloc(18);
  const entries = Object.keys(files).length;
  end.writeUInt16LE(entries, 4);
  end.writeUInt16LE(entries, 6);
  end.writeUInt32LE(list.reduce((sum, part) => sum + part.length, 0), 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, ...list, Buffer.from("PK\x05\x06"), end]);
}

/** Where the pictures on a page come from. */
const pictures = (page) => page.locator("img[src*='/api/v1/pictograms/']").evaluateAll((all) => all.map((image) => [image.getAttribute("src").split("/")[4], image.complete && image.naturalWidth]));
const tile = (page, words) => page.getByRole("link", { name: words });

export async function pictograms({ baseURL, browser }) {
  const desk = await newPage(browser, { baseURL });
  const hand = await newPage(browser, { baseURL, viewport: phone });
  for (const { page } of [desk, hand]) page.setDefaultTimeout(20_000);
  try {
    await signInAs(desk.page, "wil");
    await call(desk.page, "POST", "/api/v1/pictograms:reset", { everywhere: true });
    await one(desk.page);
    await wholeSet(desk.page);
    await atTheClient(hand.page);
    await elsewhere(browser, baseURL);
    await allBack(desk.page);
    for (const { strangers, complaints } of [desk, hand]) {
      assert.deepEqual(strangers, [], "asked another host");
      assert.deepEqual(complaints.filter((line) => !/status of 4\d\d|ERR_FAILED/.test(line)), [], "complaints in the console");
    }
  } catch (error) {
    for (const [name, { page }] of Object.entries({ desk, hand })) await shot(page, `pictograms-failed-${name}`).catch(() => null);
    throw error;
  } finally {
    await desk.close();
    await hand.close();
  }
}

const row = (page, meaning) => page.getByRole("article", { name: meaning, exact: true });

async function choose(page, name, file) {
  const chooser = page.waitForEvent("filechooser");
  await button(page, name).click();
  await (await chooser).setFiles(file);
}

/** A photo of far more than 200 kB: of nothing at all, so that no format makes it small. */
async function photo(page) {
  const address = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: 900, height: 600 });
    const ink = canvas.getContext("2d");
    const points = ink.createImageData(900, 600);
    for (let at = 0; at < points.data.length; at += 60_000) crypto.getRandomValues(points.data.subarray(at, at + 60_000));
    for (let at = 3; at < points.data.length; at += 4) points.data[at] = 255;
    ink.putImageData(points, 0, 0);
    return canvas.toDataURL("image/png");
  });
  const file = Buffer.from(address.split(",")[1], "base64");
  assert.ok(file.length > 1_000_000, "a photo is large");
  return file;
}

/** One picture: refused when it is none, made smaller when it is large, put in place, and taken back. */
async function one(page) {
  await page.goto("/organisatie");
  await page.getByRole("link", { name: "Plaatjes", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Plaatjes" }).waitFor();
  await row(page, "Fiets").waitFor();
  await look(page, "list");
  await page.getByLabel("Zoek op betekenis").fill("fie");
  await page.getByText("1 plaatje", { exact: true }).waitFor();

  await choose(page, "Fiets: eigen plaatje kiezen", { name: "fiets.png", mimeType: "image/png", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") });
  await row(page, "Fiets").getByText("SVG nemen we niet").first().waitFor();
  await choose(page, "Fiets: eigen plaatje kiezen", { name: "fiets.png", mimeType: "image/png", buffer: Buffer.alloc(200_001, 1) });
  await row(page, "Fiets").getByText("geen plaatje dat we kunnen lezen").waitFor();
  await look(page, "refused");

  await choose(page, "Fiets: eigen plaatje kiezen", { name: "fiets.png", mimeType: "image/png", buffer: await photo(page) });
  await row(page, "Fiets").getByText("Van ons", { exact: true }).waitFor();
  await quiet(page);
  assert.deepEqual(await pictures(page), [["bicycle", 256]]);
  await told(page, "Fiets: jullie plaatje staat er").getByRole("button", { name: "Ongedaan maken" }).click();
  await row(page, "Fiets").getByText("Van ons", { exact: true }).waitFor({ state: "detached" });
  assert.deepEqual(await pictures(page), []);
  await page.getByLabel("Zoek op betekenis").fill("");
}

/** A whole set: what is in it stands there, what is wrong is told file by file, and the other way round it goes as well. */
async function wholeSet(page) {
  const file = async () => ({
    name: "plaatjes.zip", mimeType: "application/zip",
    buffer: zip({
      "Onze plaatjes/Fiets.png": await drawn(page, "F", "#fff"), "Onze plaatjes/Samen.png": await drawn(page, "S", "#ffe27a"),
      "Onze plaatjes/blij.png": await drawn(page, "B", "#b9e28c"), "Onze plaatjes/foto.png": await drawn(page, "K", "#fff"),
      "Onze plaatjes/iemand.png": await drawn(page, "M", "#9bd3f2"), "Onze plaatjes/ons logo.png": await drawn(page, "L", "#fff"),
      "Onze plaatjes/bus.png": Buffer.from("geen plaatje"), "__MACOSX/Onze plaatjes/._Fiets.png": Buffer.from("x"),
    }),
  });
  await choose(page, "Zip kiezen", await file());
  await page.getByRole("heading", { name: "5 plaatjes zijn van jullie." }).waitFor();
  await page.getByText("2 bestanden zijn niet gebruikt:").waitFor();
  await page.getByText("Onze plaatjes/ons logo.png").waitFor();
  await look(page, "set");
  await button(page, "Alles van deze zip terug").click();
  await row(page, "Samen").getByText("Van ons", { exact: true }).waitFor({ state: "detached" });

  await choose(page, "Zip kiezen", await file());
  await page.getByRole("heading", { name: "5 plaatjes zijn van jullie." }).waitFor();
  await button(page.getByRole("main"), "Sluiten").click(); // what is told at the foot of the page has one too
  await page.getByText("Alleen plaatjes van ons zelf").click();
  await page.getByText("5 plaatjes", { exact: true }).waitFor();
  await look(page, "own");
}

/** The client's face: the pictures they know, the words that were there, and ours where one cannot be had. */
async function atTheClient(page) {
  await page.goto("/mijn");
  await page.locator("h1").first().waitFor();
  assert.deepEqual(await pictures(page), [], "own pictures before anybody signed in");
  await signInAs(page, "jip", { back: "/mijn" });
  await tile(page, "Mijn mensen").locator("img").waitFor();
  await quiet(page);
  const names = Object.fromEntries(await pictures(page));
  for (const name of ["people-holding-hands", "bicycle", "smiling-face-with-smiling-eyes", "person"]) assert.equal(names[name], 256, name);
  assert.equal(await tile(page, "Ik wil praten").locator("svg path").count() > 0, true, "what was not replaced is ours");
  await look(page, "client-home");
  await page.emulateMedia({ colorScheme: "dark" });
  await axeClean(page, "client home, dark");
  await shot(page, "pictograms-client-dark", [phone.width]);
  await page.emulateMedia({ colorScheme: "light" });

  await page.goto("/mijn/kaart/plaatjes");
  await page.locator("h1").first().waitFor();
  await quiet(page);
  assert.equal((await pictures(page)).some(([name]) => name === "bicycle"), false, "the picture code has changed");

  await page.route("**/api/v1/pictograms/bicycle/image*", (route) => route.abort());
  const session = await page.context().newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await page.goto("/mijn");
  await tile(page, "Erop uit").locator("svg").waitFor();
  await page.unroute("**/api/v1/pictograms/bicycle/image*");
}

/** Another organisation sees ours; and a picture is not to be had by guessing its address. */
async function elsewhere(browser, baseURL) {
  const { page, close } = await newPage(browser, { baseURL });
  try {
    const status = (path) => page.evaluate(async (where) => (await fetch(where)).status, path);
    await page.goto("/inloggen");
    assert.equal(await status("/api/v1/pictograms/bicycle/image"), 401);
    await signInAs(page, "hugo");
    await quiet(page);
    assert.deepEqual(await pictures(page), []);
    assert.equal(await status("/api/v1/pictograms/bicycle/image"), 404);
    const own = await call(page, "GET", "/api/v1/pictograms?ownOnly=true");
    assert.deepEqual(own.pictograms, []);
  } finally {
    await close();
  }
  await onPaper(browser, baseURL);
}

/** The card that is printed for a client has the pictures the client knows. */
async function onPaper(browser, baseURL) {
  const { page, close } = await newPage(browser, { baseURL });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, "eva");
    const { clients } = await call(page, "GET", "/api/v1/clients?pageSize=1");
    await page.goto(`/mensen/${clients[0].id}/kaart`);
    await page.locator("main").getByRole("button", { name: /^(Kaart maken|Nieuwe kaart maken)$/ }).first().click();
    const sure = button(page, "Ja, maak een nieuwe");
    const ready = page.getByRole("heading", { name: "Druk de kaart nu af" });
    await sure.or(ready).first().waitFor();
    if (await sure.isVisible()) await sure.click();
    await ready.waitFor();
    await quiet(page);
    assert.deepEqual((await pictures(page)).filter(([name]) => name === "camera"), [["camera", 256]]);
    await page.emulateMedia({ media: "print" });
    await shot(page, "pictograms-print", [1280]);
  } finally {
    await close();
  }
}

async function allBack(page) {
  await button(page, "Alles terug naar Optrek").click();
  await told(page, "Overal staan de plaatjes van Optrek weer").waitFor();
  await page.getByText("0 plaatjes", { exact: true }).waitFor();
  assert.deepEqual(await pictures(page), []);
  const { pictograms: own } = await call(page, "GET", "/api/v1/pictograms?ownOnly=true");
  assert.deepEqual(own, []);
}
