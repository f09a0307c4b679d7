// The team: somebody plans to be away, sees beforehand what passes on, is away, and comes back to everything; a colleague finds
// on Today for whom they stand in, or what came to them when the directory said that somebody left; a learning track, qualities and a card for oneself; how a location began; handing over when
// somebody leaves, looked at and not done. Axe on every page, both widths.
import assert from "node:assert/strict";
import { call } from "../made.mjs";
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

/** The directory says that a colleague left: whoever they come to finds them on Today, and who leads what nobody took over. */
async function passesOn(browser, baseURL) {
  const name = `Dorien ${String(Date.now()).slice(-5)}`;
  let client;
  await withPage(browser, baseURL, "wil", async (admin) => {
    const made = await call(admin, "POST", "/api/v1/connections", { connection: { name: `Gids van ${name}`, scopes: ["scim"] } });
    const scim = async (method, path, body) => {
      const response = await fetch(`${baseURL}/scim/v2/${path}`, { method, headers: { authorization: `Bearer ${made.secret}`, "content-type": "application/scim+json" }, body: JSON.stringify(body) });
      assert.ok(response.ok, `${method} ${path}: ${response.status}`);
      return response.json();
    };
    const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
    const user = { schemas, userName: `${name.replace(" ", ".")}@syndion.example.org`, displayName: name, active: true };
    const { id } = await scim("POST", "Users", user);
    await withPage(browser, baseURL, "lars", async (lars) => {
      client = await call(lars, "POST", "/api/v1/clients", { givenName: "Wouter", familyName: `Bedacht ${name.slice(-5)}`, supportWorkerIds: [id] });
    });
    await scim("PUT", `Users/${id}`, { ...user, active: false });
    await call(admin, "POST", `/api/v1/connections/${made.connection.id}:withdraw`, {});
  });
  await withPage(browser, baseURL, "anouk", async (page) => {
    const card = page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: `Van ${name} naar jou` }) });
    await card.getByText(`Je bent nu begeleider van Wouter Bedacht ${name.slice(-5)}.`).waitFor();
    await look(page, "passed-on");
    await card.getByRole("link", { name: "Naar Wouter" }).click();
    await page.getByRole("heading", { level: 1, name: "Wouter", exact: false }).waitFor();
    await page.goto("/");
    await card.getByRole("button", { name: `Gezien: wat van ${name} kwam` }).click();
    await card.waitFor({ state: "detached" });
    // Somebody is always free in this house, so what nobody took over is put there for the eye alone.
    const nobody = { fromId: (await call(page, "GET", "/api/v1/me")).id, toNobody: true, clientIds: [client.id], networkerClientIds: [], locationIds: [] };
    await page.route("**/api/v1/me/passedOn", (route) => route.fulfill({ contentType: "application/json", body: JSON.stringify({ passedOn: [nobody] }) }));
    await page.reload();
    await page.getByRole("heading", { level: 2, name: "Hier is nog niemand voor" }).waitFor();
    await look(page, "passed-on-to-nobody");
    await page.getByRole("link", { name: "Kies een begeleider" }).click();
    await page.waitForURL((url) => url.searchParams.get("deel") === "begeleiding");
  });
}

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
  await passesOn(browser, baseURL);
}
