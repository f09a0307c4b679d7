// The team: somebody plans to be away, sees beforehand what passes on, is away, and comes back to everything; a colleague finds
// on Today for whom they stand in; a learning track, qualities and a card for oneself; how a location began; handing over when
// somebody leaves, looked at and not done. Axe on every page, both widths.
import assert from "node:assert/strict";
import { pickByKeyboard, axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `team-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first();

async function withPage(browser, baseURL, sub, walk) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, sub);
    await walk(page);
    assert.deepEqual(strangers, [], "asked another host");
    assert.deepEqual(complaints.filter((line) => !/status of 4\d\d/.test(line)), [], "complaints in the console");
  } catch (error) {
    await shot(page, "team-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

async function pick(page, label, name) {
  await pickByKeyboard(page, label, name, name);
  await page.locator("main ol li").filter({ hasText: name }).waitFor();
}

const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam" }).format(new Date());

export async function team({ baseURL, browser }) {
  await withPage(browser, baseURL, "anouk", async (page) => {
    await page.goto("/mijn-pagina");
    await page.getByLabel("Eerste dag").fill(today());
    await pick(page, "Wie neemt waar?", "Eva");
    await page.getByRole("heading", { name: "Dit gaat over" }).waitFor();
    await look(page, "away");
    await button(page, "Afspreken").click();
    await button(page, "Ik ben er weer").waitFor();
    await withPage(browser, baseURL, "eva", async (other) => {
      await other.getByText("Je neemt waar voor Anouk, tot", { exact: false }).waitFor();
      await look(other, "standing-in");
    });
    await button(page, "Ik ben er weer").click();
    await told(page, "Welkom terug").waitFor();

    await page.goto("/mijn-pagina?deel=leren");
    const step = page.getByRole("checkbox").nth(2);
    const label = page.locator("main label").filter({ has: page.getByRole("checkbox") }).nth(2);
    await label.click();
    await page.waitForFunction(() => document.querySelectorAll("main input[type=checkbox]")[2]?.checked);
    await look(page, "learning");
    await label.click();
    await page.waitForFunction(() => !document.querySelectorAll("main input[type=checkbox]")[2]?.checked);
    assert.equal(await step.isChecked(), false);

    await page.goto("/mijn-pagina?deel=kwaliteiten");
    await page.getByRole("textbox", { name: "Hier word ik blij van" }).fill("zingen in een koor");
    await page.keyboard.press("Enter");
    await button(page, "Bewaren").click();
    await told(page, "Bewaard").waitFor();
    await look(page, "my-qualities");

    await page.goto("/mijn-pagina?deel=kaarten");
    await button(page, "Een nieuwe kaart").click();
    await page.getByRole("textbox", { name: "Wie zou jij vragen?" }).fill("Mijn buurman, en mijn zus liever niet.");
    await look(page, "card-writing");
    await button(page, "Bewaren").click();
    await page.getByText("Mijn buurman, en mijn zus liever niet.").waitFor();
    await look(page, "cards");
    await button(page, "Weggooien").first().click();
    await told(page, "De kaart is weggegooid").waitFor();

    await page.goto("/team?zoek=koor");
    await page.getByText("zingen in een koor").waitFor();
    await look(page, "qualities");
    await page.goto("/team?deel=locaties");
    await page.getByRole("link", { name: "De Voorbeeldhof" }).click();
    await page.getByRole("heading", { name: "Beginnen op De Voorbeeldhof" }).waitFor();
    await look(page, "start");

    await page.goto("/team?deel=collegas");
    await look(page, "colleagues");
    await page.getByRole("link", { name: "Eva", exact: false }).first().click();
    await button(page, "Overdragen bij vertrek").click();
    await pick(page, "Wie neemt over?", "Dirk");
    await pick(page, "Wie neemt over?", "Lars");
    await page.getByRole("heading", { name: "Dit gaat over" }).waitFor();
    assert.ok(await button(page, "Eva laten vertrekken").isDisabled(), "leaves without the name");
    await look(page, "leaving");
  });
}
