// The whole main job without a mouse: signing in, a wish, who could suit, an idea, the question, both answers, the talk, on the way
// together, something planned, done, and how it was. Not one click, and the focus shows at every step. Everybody is new, so that it
// can be walked again on the same data.
import assert from "node:assert/strict";
import { newPage, quiet, settled, shot } from "../browser.mjs";
import { chooseByKeys, inDialog, press, tabTo } from "../keys.mjs";
import { call, newName, until } from "../made.mjs";

const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first().waitFor();
const heading = (page, name) => page.getByRole("heading", { name }).first().waitFor();
const type = (page, words) => page.keyboard.type(words);

export async function keyboard({ baseURL, browser }) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL });
  page.setDefaultTimeout(20_000);
  try {
    await noMouse(page);
    await signIn(page);
    const one = await somebody(page);
    const other = await somebody(page);
    await wish(page, one, other);
    await idea(page, one, other);
    await propose(page, one, other);
    for (const who of [one, other]) await answers(page, `Antwoord van ${who} noteren`, `Het antwoord van ${who}`, who);
    await talk(page, one, other);
    await goOut(page, one);
    assert.deepEqual([...strangers, ...complaints], []);
  } catch (error) {
    await shot(page, "keyboard-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

/** Whoever reaches for the mouse after all fails here. */
async function noMouse(page) {
  await page.addInitScript(() => {
    for (const kind of ["pointerdown", "mousedown", "touchstart"]) {
      window.addEventListener(kind, (event) => event.isTrusted && console.error(`a ${kind} in a journey without a mouse`), true);
    }
  });
}

async function signIn(page) {
  await page.goto("/inloggen?return=/");
  await page.locator("[data-person=nina]").waitFor();
  for (let n = 0; (await page.evaluate(() => document.activeElement?.getAttribute("data-person"))) !== "nina"; n += 1) {
    assert.ok(n < 60, "Tab never reached Nina");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
  await settled(page);
}

/** Somebody new whom Nina guides with a colleague, who may be looked for. */
async function somebody(page) {
  const name = newName();
  const { clients } = await call(page, "GET", "/api/v1/clients?pageSize=500");
  const { supportWorkerIds } = clients.find((client) => client.givenName === "Teun");
  const me = (await call(page, "GET", "/auth/session")).person;
  const made = await call(page, "POST", "/api/v1/clients", {
    givenName: name, familyName: "Bedacht", supportWorkerIds: [me, supportWorkerIds.find((id) => id !== me)],
    profile: { interests: ["bijen houden", "imkeren"], talents: ["vertellen"], couldMean: "Samen buiten zijn.", dayparts: ["DAYPART_WEEKEND_AFTERNOON"] },
  });
  await call(page, "POST", `/api/v1/clients/${made.id}/consents`, { purpose: "PURPOSE_MATCHING", channel: "CHANNEL_SPOKEN", receiver: "organisation" });
  return name;
}

async function wish(page, one, other) {
  await call(page, "POST", "/api/v1/wishes", {
    clientId: (await call(page, "GET", "/api/v1/clients?pageSize=500")).clients.find((client) => client.givenName === other).id,
    ownWords: "Ik wil naar de bijen kijken.", interests: ["bijen houden", "imkeren"], kind: "KIND_COMPANY",
  });
  await page.keyboard.press("Control+k");
  await inDialog(page, "Zoeken", async () => {
    await type(page, "nieuwe wens");
    // What is found for the letters before may still stand above it for a moment.
    await page.getByRole("option", { name: "Nieuwe wens" }).and(page.locator("[data-focused]")).waitFor();
    await page.keyboard.press("Enter");
  });
  await inDialog(page, "Nieuwe wens", async () => {
    await type(page, one);
    await page.getByRole("option", { name: `${one} Bedacht` }).waitFor();
    await page.getByText("Even zoeken…").waitFor({ state: "detached" });
    await page.waitForFunction(() => {
      const chosen = document.activeElement?.getAttribute("aria-activedescendant");
      return !chosen || document.getElementById(chosen) !== null;
    });
    await page.keyboard.press("Enter");
  });
  await page.waitForURL("**/wens");
  await settled(page);
  await tabTo(page, "textarea");
  await tabTo(page, "textarea"); // what somebody wants comes after what is going on
  await type(page, "Ik wil bij de bijen gaan kijken.");
  await tabTo(page, "input", /interesses|Waar houdt|Woorden/i);
  await type(page, "bijen houden, imkeren");
  await press(page, "Bewaren");
  await page.getByText("Ik wil bij de bijen gaan kijken.").first().waitFor();
}

async function idea(page, one, other) {
  await press(page, "Wie past hierbij?");
  await heading(page, "Wie past hierbij?");
  // Matching hears of the other a moment later.
  await until(`${other} among the suggestions`, async () => {
    await page.reload();
    await settled(page);
    await quiet(page);
    assert.equal(await page.getByRole("button", { name: `Kies ${other} Bedacht` }).count(), 1);
  }, 20);
  await press(page, `Kies ${other} Bedacht`);
  await press(page, "Bewaar als idee");
  await told(page, "Het idee is bewaard");
  await heading(page, `${one} en ${other}`);
}

async function propose(page, one, other) {
  await press(page, "Voorstellen");
  await heading(page, `Voorstellen aan ${one} en ${other}`);
  await settled(page);
  await chooseByKeys(page, "Hoe breng je hen bij elkaar?", /^Attenderen/);
  await tabTo(page, "textarea", /Waarom kunnen deze mensen/);
  await page.keyboard.press("Control+a");
  await type(page, "Allebei houden jullie van bijen.");
  await tabTo(page, "textarea", /Welke begeleiding/);
  await type(page, "De eerste keer gaat iemand mee.");
  await press(page, "Voorstellen");
  await told(page, "De vraag is gesteld");
}

async function answers(page, button, title, who) {
  await settled(page);
  await press(page, button);
  await inDialog(page, title, async (dialog) => {
    await chooseByKeys(page, `Wat zei ${who}?`, "Ja");
    await chooseByKeys(page, `Hoe gaf ${who} dit antwoord?`, "In woorden");
    await press(page, "Bewaren");
    // On a busy machine another service may have touched the match meanwhile: then one looks, and saves once more.
    const overtaken = dialog.getByText("Iemand anders was net eerder");
    await Promise.race([overtaken.waitFor(), dialog.waitFor({ state: "detached" })]);
    if (await overtaken.isVisible()) await page.keyboard.press("Enter");
  });
}

async function talk(page, one, other) {
  await press(page, "Het gesprek voeren");
  await heading(page, `Het gesprek met ${one} en ${other}`);
  await settled(page);
  for (const who of [one, other]) {
    await tabTo(page, "textarea", `Wat hoopt ${who}?`);
    await type(page, "Rustig aan beginnen.");
  }
  await tabTo(page, "textarea", "Wat kan er?");
  await type(page, "Op zaterdag zijn de kasten open.");
  await tabTo(page, "textarea", /Het eerste plan/);
  await type(page, "Eerst samen door de tuin lopen.");
  await press(page, "Bewaar het gesprek");
  await told(page, "Het gesprek is bewaard");
  for (const who of [one, other]) {
    await press(page, `Ja van ${who} noteren`);
    await inDialog(page, `Samen verder? Het ja van ${who}`, async () => {
      await chooseByKeys(page, `Hoe gaf ${who} dit antwoord?`, "Met een gebaar");
      await press(page, "Bewaren");
    });
  }
  await told(page, "Ze zijn samen op weg!");
}

/** A date to type that is the same whether this browser asks for the day or for the month first: the next with both alike. */
function inAnyOrder(now) {
  const month = (now.getMonth() + 1) % 12; // of the month after this one
  const year = now.getFullYear() + (month === 0 ? 1 : 0);
  const twice = String(month + 1).padStart(2, "0").repeat(2);
  return `${twice}${year}`;
}

async function goOut(page, one) {
  await page.locator("h1").focus();
  await press(page, /^Naar de koppeling|^Terug|en /, "a");
  await heading(page, "De mensen");
  await press(page, "Activiteit plannen");
  await heading(page, "Activiteit plannen");
  await settled(page);
  await tabTo(page, "input", /Wat gaan jullie doen/);
  await type(page, "Naar de bijenkasten");
  await tabTo(page, "input", /^Dag/);
  await type(page, inAnyOrder(new Date()));
  await press(page, "Zet het erbij");
  await heading(page, "Naar de bijenkasten");
  await press(page, "Is gebeurd");
  await press(page, `${one} vertelt het mij`);
  await inDialog(page, `Hoe was het voor ${one}?`, async () => {
    await chooseByKeys(page, `Hoe vond ${one} het?`, "Fijn");
    await chooseByKeys(page, "Nog een keer?", "Ja");
    await tabTo(page, "input", /vindt het goed dat begeleiders dit zien/);
    await page.keyboard.press("Space");
    await press(page, "Bewaren");
  });
  await page.getByText("Wil nog een keer").waitFor();
  await shot(page, "keyboard-done");
}
