// Nothing typed is ever lost, in a browser: in forms of every kind somebody types, the page is loaded again, and it is there; saved,
// it is gone. What is saved is taken back in one tap, and saved again on the same page without being overtaken by oneself. It puts
// away what it made, so that it can be walked again.
import assert from "node:assert/strict";
import { axeClean, newPage, pickByKeyboard, quiet, settled, shot, signInAs } from "../browser.mjs";
import { beside, call, dayFromNow, newName, until } from "../made.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true }).first();
const tick = (page, text) => page.locator("label").filter({ hasText: text }).first().click();
const undo = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first().getByRole("button", { name: "Ongedaan maken" }).click();

export async function drafts({ baseURL, browser }) {
  const desk = await newPage(browser, { baseURL });
  const office = await newPage(browser, { baseURL });
  for (const { page } of [desk, office]) page.setDefaultTimeout(20_000);
  try {
    await signInAs(desk.page, "nina");
    const me = (await call(desk.page, "GET", "/auth/session")).person;
    const person = await call(desk.page, "POST", "/api/v1/clients", { givenName: newName(), familyName: "Bedacht", supportWorkerIds: [me] });
    await ofAPerson(desk.page, person);
    await without(desk, person);
    await telling(desk.page, person);
    await outing(desk.page, person);
    await secondWorker(desk.page, me);
    await signInAs(office.page, "olga");
    await ofTheOrganisation(office.page, person);
    for (const { strangers, complaints } of [desk, office]) {
      assert.deepEqual(strangers, [], "asked another host");
      // What is refused on purpose (400), or not known there yet (404), the browser notes as well.
      assert.deepEqual(complaints.filter((text) => !/status of (400|404)/.test(text)), []);
    }
  } catch (error) {
    for (const [who, { page }] of Object.entries({ desk, office })) await shot(page, `drafts-failed-${who}`).catch(() => null);
    throw error;
  } finally {
    await desk.close();
    await office.close();
  }
}

/** Opens a form, types, loads the page again, and finds it back. */
async function foundBack(page, { at, open = async () => undefined, fields }) {
  await page.goto(at);
  for (const again of [false, true]) {
    await settled(page);
    await open();
    for (const [label, words] of fields) {
      const field = page.getByLabel(label).first();
      await field.waitFor();
      if (again) assert.equal(await field.inputValue(), words, `${at}: what was typed is gone`);
      else await field.fill(words);
    }
    if (!again) await page.reload();
  }
}

/**
 * Without a connection it is said at once and everything stays; with one, the same again saves it. What is far too long is named in its
 * field, which has the focus, and not a letter is gone.
 */
async function without({ page, context, complaints }, { id, givenName }) {
  await page.goto(`/mensen/${id}/stap`);
  await settled(page);
  const step = page.getByLabel("Wat is de stap?");
  const long = "Samen naar de markt. ".repeat(40);
  await step.fill(long);
  await button(page, "Bewaren").click();
  await page.getByText("hoogstens 300 tekens, en dit zijn er 840", { exact: false }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
  assert.equal(await step.inputValue(), long);
  await step.fill("Samen naar de markt");
  await context.setOffline(true);
  await button(page, "Bewaren").click();
  await page.getByRole("alert").filter({ hasText: "Er is even geen verbinding. Wat je hebt ingevuld, blijft staan." }).waitFor();
  assert.equal(await step.inputValue(), "Samen naar de markt");
  await context.setOffline(false);
  await button(page, "Bewaren").click();
  await page.getByRole("heading", { level: 1, name: givenName }).waitFor();
  // What could not be sent the browser notes as well.
  complaints.splice(0, complaints.length, ...complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED|status of 400/.test(text)));
}

async function ofAPerson(page, { id, givenName }) {
  const asks = page.getByRole("group", { name: "Zoeken naar iemand die past" });
  await foundBack(page, {
    at: `/mensen/${id}?deel=toestemming`,
    open: async () => {
      await asks.waitFor();
      const other = asks.getByRole("checkbox", { name: "Een vertegenwoordiger zegt ja" });
      if (!(await other.isChecked())) await tick(asks, "Een vertegenwoordiger zegt ja");
    },
    fields: [["Naam van de vertegenwoordiger", "Wim Bedacht"]],
  });
  await page.getByText("Je was hier bezig.").waitFor();
  await axeClean(page, "a consent found back");
  await shot(page, "drafts-consent");

  await foundBack(page, { at: `/mensen/${id}/wissen`, fields: [[/^Hoe is het gezegd\?/, "Aan tafel, met de mentor erbij."]] });
  await button(page, "De vertegenwoordiger").click();
  await page.getByText("Aan tafel, met de mentor erbij.").waitFor();
  await shot(page, "drafts-erase-undo", [1280]);
  await undo(page, "De bedenktijd is begonnen");
  await page.getByRole("heading", { name: "Wie wil dit?" }).waitFor();
  assert.equal(await page.getByLabel(/^Hoe is het gezegd\?/).inputValue(), "", "asked, and still a draft");
  assert.ok(givenName);
}

/** What goes out of somebody: saved twice on the same page, and the first saving taken back. */
async function telling(page, { id, givenName }) {
  const hobby = page.getByLabel(new RegExp(`^Wat ${givenName} graag doet`));
  await foundBack(page, { at: `/mensen/${id}?deel=netwerk`, fields: [[new RegExp(`^Wat ${givenName} graag doet`), "Vogels kijken."]] });
  await button(page, "Bewaar de tekst").click();
  await undo(page, "De tekst is bewaard");
  await page.waitForFunction((words) => [...document.querySelectorAll("textarea")].every((field) => field.value !== words), "Vogels kijken.");
  for (const words of ["Wandelen met de hond.", "Wandelen met de hond, elke ochtend."]) {
    await hobby.fill(words);
    await button(page, "Bewaar de tekst").click();
    await page.getByRole("heading", { name: `Vindt ${givenName} deze tekst goed?` }).waitFor();
    await quiet(page);
    assert.equal(await page.getByText("Iemand anders was net eerder").count(), 0, "overtaken by oneself");
  }
  const how = page.getByLabel(`Hoe zei ${givenName} ja?`);
  await how.fill("Knikte.");
  await page.reload();
  await how.waitFor();
  assert.equal(await how.inputValue(), "Knikte.");
  await button(page, `${givenName} zegt ja`).click();
  await undo(page, "Deze tekst mag verteld worden");
  await page.getByText("Er gaat nu niets naar buiten").waitFor();
}

/** Somebody of the neighbourhood who comes along; and the activity as a card on paper. */
async function outing(page, { id }) {
  const activity = await call(page, "POST", "/api/v1/activities", { what: "Vogels kijken", kind: "KIND_OUT", day: dayFromNow(3), clock: "10:30", clientIds: [id] });
  const at = `/activiteiten/${activity.id}`;
  await foundBack(page, { at, open: () => button(page, "Iemand uit de buurt komt mee").click(), fields: [["Wie is het? Een rol, geen naam", "de buurman"]] });
  await button(page, "Zet erbij").click();
  await page.getByText(/de buurman/).first().waitFor();
  await page.getByRole("link", { name: "Kaart afdrukken" }).click();
  await page.waitForURL("**/kaart");
  await settled(page);
  await quiet(page);
  await axeClean(page, "a card of an activity");
  await shot(page, "drafts-activity-card");
  assert.equal(await page.locator("main").getByText("Bedacht").count(), 0, "somebody's name on the card for at home");
  await onPaper(page, "a card for at home");
  await call(page, "POST", `/api/v1/activities/${activity.id}:skip`, { etag: (await call(page, "GET", `/api/v1/activities/${activity.id}`)).etag });
}

/** Not everything hangs on one support worker: the refusal leads to where a second is chosen, and back to what was written. */
async function secondWorker(page, me) {
  const people = [];
  for (const name of [newName(), `${newName()}e`]) {
    const one = await call(page, "POST", "/api/v1/clients", {
      givenName: name, familyName: "Bedacht", supportWorkerIds: [me],
      profile: { interests: ["schaken"], talents: ["uitleggen"], couldMean: "Samen een spel doen.", dayparts: ["DAYPART_WEEKDAY_EVENING"] },
    });
    await call(page, "POST", `/api/v1/clients/${one.id}/consents`, { purpose: "PURPOSE_MATCHING", channel: "CHANNEL_SPOKEN", receiver: "organisation" });
    people.push({ ...one, wish: await call(page, "POST", "/api/v1/wishes", { clientId: one.id, ownWords: "Ik wil leren schaken.", interests: ["schaken"], kind: "KIND_COMPANY" }) });
  }
  const [one, other] = people;
  const match = await until("a match", () => beside(page, "POST", "/api/v1/matches", { wishId: one.wish.id, others: [{ clientId: other.id }] }));
  const guidance = page.getByLabel("Welke begeleiding is hierbij nodig?");
  const propose = async () => {
    await button(page, "Voorstellen").click();
    await page.getByText("Dat lukte nog niet").waitFor();
  };
  await page.goto(`/koppelingen/${match.id}/voorstellen`);
  await settled(page);
  await page.getByRole("radiogroup").locator("label").filter({ hasText: "Attenderen" }).click();
  await page.getByLabel("Waarom kunnen deze mensen bij elkaar passen?").fill("Allebei willen jullie schaken.");
  await guidance.fill("De eerste avond gaat iemand mee.");
  await propose();
  await page.getByText("Bij deze koppeling is maar één begeleider betrokken.").waitFor();
  await axeClean(page, "a second support worker is wanted");
  await shot(page, "drafts-second-wanted");
  await page.getByRole("link", { name: `Kies een begeleider bij ${other.givenName}` }).click();
  await page.getByText("Er wacht een koppeling op een tweede begeleider.").waitFor();
  await pickByKeyboard(page, "Tweede begeleider", "Vera", "Vera");
  await button(page, "Bewaren").click();
  await page.getByText("Er is een tweede begeleider.").waitFor();
  await settled(page);
  await axeClean(page, "a second support worker is there");
  await shot(page, "drafts-second-there");
  await page.getByRole("link", { name: "Terug naar de koppeling" }).click();
  await guidance.waitFor();
  assert.equal(await guidance.inputValue(), "De eerste avond gaat iemand mee.");
  await until("matching knows of the second", async () => {
    await button(page, "Voorstellen").click();
    await page.getByRole("alertdialog").filter({ hasText: "De vraag is gesteld" }).first().waitFor({ timeout: 2000 });
  }, 15);
  await call(page, "POST", `/api/v1/matches/${match.id}:end`, {});
}

/** One sheet, and the lines to write on are borders: what is drawn as a background stays off the paper. */
async function onPaper(page, name) {
  const sheets = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g);
  assert.equal(sheets?.length, 1, `${name} takes more than one sheet`);
  await page.emulateMedia({ media: "print" });
  const lines = await page.evaluate(() => [...document.querySelectorAll("main section [aria-hidden] span")].filter((line) => parseFloat(getComputedStyle(line).borderBottomWidth) > 0).length);
  await page.emulateMedia({ media: "screen" });
  assert.ok(lines >= 6, `${name} has no lines to write on`);
}

async function ofTheOrganisation(page, { id }) {
  await foundBack(page, {
    at: "/organisatie?deel=soorten",
    open: async () => {
      await button(page, "Nieuwe soort").click();
      await page.getByRole("dialog").waitFor();
    },
    fields: [["Hoe heet het?", "Midgetgolf"], [/^In makkelijke woorden/, "Balletje slaan"]],
  });
  await page.keyboard.press("Escape");
  await foundBack(page, { at: "/organisatie?deel=systemen", open: () => button(page, "Een systeem aansluiten").click(), fields: [["Hoe heet het systeem?", "Het rooster"]] });
  await foundBack(page, {
    at: "/organisatie?deel=meldingen",
    open: () => button(page, "Een systeem aansluiten").click(),
    fields: [["Hoe heet het systeem?", "Het rooster"], ["Waar gaan de meldingen heen?", "https://rooster.example.org/optrek"]],
  });
  await foundBack(page, { at: `/mensen/${id}/wissen`, fields: [["Waarom", "Er loopt een klacht."]] });
}
