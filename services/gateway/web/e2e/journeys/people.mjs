// From an export to a networker: the coordinator brings people in; a support worker opens somebody, records a yes and
// a wish, holds the network talk, puts people on the map, and walks the road of a networker with them. Axe on every page.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";

const csv = fileURLToPath(new URL("../../../../e2e/testdata/ecd-clients.csv", import.meta.url));

/** Looks at a page as everybody meets it: axe, both widths, and nothing wider than the smallest screen. */
async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `people-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const field = (page, name) => page.getByLabel(name).first();
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first().waitFor();
/** Radio cards and check boxes draw their own mark over the real one: the label is what people press. */
const choose = (page, question, answer) =>
  page.getByRole("radiogroup", { name: question }).or(page.getByRole("group", { name: question })).locator("label").filter({ hasText: new RegExp(`^${answer}`) }).first().click();

export async function people({ baseURL, browser }) {
  await bringIn(browser, baseURL);
  await guide(browser, baseURL);
}

async function withPage(browser, baseURL, sub, back, walk) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL });
  page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, sub, { back });
    await walk(page);
    assert.deepEqual(strangers, [], "asked another host");
    // A browser reports every answer that is not 2xx; the conflict this journey makes on purpose is one.
    assert.deepEqual(complaints.filter((text) => !/status of 4(00|09|12)/.test(text)), [], "complaints in the console");
  } catch (error) {
    await shot(page, "people-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

async function bringIn(browser, baseURL) {
  await withPage(browser, baseURL, "tess", "/organisatie", async (page) => {
    await look(page, "organisation");
    await link(page, "Collega’s").click();
    await page.getByRole("table").waitFor();
    await look(page, "colleagues");
    await page.getByRole("main").getByRole("link", { name: "Organisatie", exact: true }).click();
    await link(page, "Gegevens overnemen").click();
    await page.locator("input[type=file]").setInputFiles(csv);
    await page.getByText("Gekozen: ecd-clients.csv").waitFor();
    await look(page, "import-file");
    await button(page, "Kijk eerst wat er zou gebeuren").click();
    await page.getByRole("heading", { name: "Wat er zou gebeuren" }).waitFor();
    await page.getByRole("heading", { name: "Met opzet weggelaten" }).waitFor();
    await look(page, "import-dry-run");
    await refusedAsFile(page);
    await mapColumns(page);
    await button(page, "Importeren").click();
    await button(page, "Importeren").waitFor({ state: "detached" }); // it has been heard
    // It goes on by itself, also for somebody who closes the page.
    await page.goto("/overnemen");
    await link(page, "ecd-clients.csv").first().click();
    await page.getByRole("heading", { name: "Wat er is gebeurd" }).waitFor();
    await look(page, "import-report");
    await button(page, "Terugdraaien").click();
    await page.getByText("Alles is teruggedraaid.").or(page.getByRole("heading", { name: "Deze mensen bleven" })).first().waitFor();
    await look(page, "import-undone");
  });
}

/** Another meaning for a column shows at once what would happen then; by the keyboard alone, and back. */
async function mapColumns(page) {
  const created = page.locator("dl > div").filter({ hasText: "Zou erbij komen" }).locator("dd");
  const before = await created.innerText();
  const say = async (option) => {
    await page.getByRole("button", { name: /Kolom “Achternaam”/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: option, exact: true }).focus();
    await page.keyboard.press("Enter");
  };
  const chosen = page.getByText("Je koos om deze kolom niet over te nemen.");
  await say("Niet overnemen");
  await chosen.waitFor();
  await say("Achternaam");
  await chosen.waitFor({ state: "detached" });
  assert.equal(await created.innerText(), before);
}

/** The rows that do not come in can be kept as a file in which nothing is a formula. */
async function refusedAsFile(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), button(page, "Bewaar als bestand").first().click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const rows = Buffer.concat(chunks).toString("utf8").trim().split("\r\n");
  assert.match(rows[0], /Regel;Cliëntnummer;Kolom;/);
  assert.ok(rows.length > 5, "the report names the rows that do not come in");
  for (const row of rows.slice(1)) for (const cell of row.split(";")) assert.doesNotMatch(cell, /^"?[=+@-]/);
}

async function guide(browser, baseURL) {
  // A name of letters only, new at every run.
  const name = `Proef${[...Date.now().toString()].slice(-7).map((digit) => "abcdefghij"[digit]).join("")}`;
  await withPage(browser, baseURL, "ids", "/mensen", async (page) => {
    await newPerson(page, name);
    await story(page, name);
    await about(page, name);
    await consent(page, name);
    await networkTalk(page, name);
    await map(page, name);
    await guidance(page);
    await road(page, name);
  });
}

async function newPerson(page, name) {
  await look(page, "list");
  await link(page, "Nieuwe cliënt").click();
  await field(page, "Roepnaam").fill(name);
  await button(page, "Toevoegen").click();
  await page.getByText("Vraag het eerst.").waitFor();
  await look(page, "new");
  // Nothing typed is lost by going away and coming back.
  await page.reload();
  assert.equal(await field(page, "Roepnaam").inputValue(), name);
  await page.locator("label").filter({ hasText: "zegt ja" }).click();
  await button(page, "Toevoegen").click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await look(page, "story-empty");
  // Type-ahead: the first letters are enough.
  await page.goto("/mensen");
  await field(page, "Zoek op naam").fill(name.slice(0, 9).toLowerCase());
  await link(page, name).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

async function story(page, name) {
  await link(page, "Nieuwe wens").click();
  await look(page, "wish-empty");
  const how = field(page, "3. Hoe pakken we het aan?");
  assert.equal(await how.isDisabled(), true, "N-03: how comes after what is going on and the wish");
  await field(page, "1. Wat speelt er?").fill("De avonden zijn lang en stil.");
  await field(page, `2. Wat wil ${name}?`).fill("Ik wil samen eten.");
  await page.locator("label").filter({ hasText: /^Eten$/ }).click();
  await choose(page, "Waar gaat het om?", "Gezelschap");
  await field(page, "Woorden waar het over gaat").fill("koken, samen eten");
  await how.fill("Eerst een keer soep eten in het buurthuis.");
  await look(page, "wish");
  await button(page, "Bewaren").click();
  await page.getByText("Ik wil samen eten.").waitFor();
  await button(page, "We gaan samen kijken").click();
  await page.getByText("We kijken samen", { exact: true }).waitFor();
  await look(page, "story");
  await button(page, "Ongedaan maken").click();
  await button(page, "We gaan samen kijken").waitFor();
  await overtaken(page, name);
}

/** Somebody else saves first: it is said, both versions are there, and the writer chooses. */
async function overtaken(page, name) {
  await link(page, "Wijzigen").click();
  const words = field(page, `2. Wat wil ${name}?`);
  await words.fill("Ik wil samen eten, op vrijdag.");
  const status = await page.evaluate(async () => {
    const id = window.location.pathname.split("/").at(-1);
    const wish = await (await fetch(`/api/v1/wishes/${id}`)).json();
    const body = JSON.stringify({ etag: wish.etag, ownWords: "Ik wil samen eten en daarna een film." });
    return (await fetch(`/api/v1/wishes/${id}?updateMask=own_words`, { method: "PATCH", headers: { "content-type": "application/json" }, body })).status;
  });
  assert.equal(status, 200);
  await button(page, "Bewaren").click();
  await page.getByRole("heading", { name: "Iemand anders was net eerder" }).waitFor();
  await page.getByText("Ik wil samen eten en daarna een film.").waitFor();
  assert.equal(await words.inputValue(), "Ik wil samen eten, op vrijdag.", "nothing typed is lost");
  await look(page, "overtaken");
  await button(page, "Verder met wat ik schreef").click();
  await button(page, "Bewaren").click();
  await page.getByText("Ik wil samen eten, op vrijdag.").waitFor();
}

async function about(page, name) {
  await page.getByRole("tab", { name: `Over ${name}` }).click();
  await link(page, "Wijzigen").click();
  await field(page, `Waar is ${name} goed in?`).fill("luisteren, soep koken");
  await field(page, "Wat ik voor een ander kan betekenen").fill("Ik kan soep koken voor iemand.");
  await page.locator("label").filter({ hasText: "Doordeweeks, avond" }).click();
  await choose(page, `Is ${name} vaak alleen?`, "Meestal");
  await choose(page, `Voelt ${name} zich eenzaam?`, "Wil het niet zeggen");
  await look(page, "about-form");
  await button(page, "Bewaren").click();
  await page.getByText("Wil het niet zeggen").waitFor();
  await look(page, "about");
}

async function consent(page, name) {
  await page.getByRole("tab", { name: "Toestemming" }).click();
  const matching = page.locator("section").filter({ has: page.getByRole("heading", { name: "Zoeken naar iemand die past" }) });
  await matching.getByRole("button", { name: "Ja, met plaatjes" }).click();
  await matching.getByText("Aangewezen met plaatjes.").waitFor();
  await look(page, "consent");
  await matching.getByRole("button", { name: "Ja intrekken" }).click();
  await matching.getByText(/Ja ingetrokken op/).waitFor();
  await told(page, "Het geldt meteen");
  await page.getByRole("alertdialog").filter({ hasText: "Het geldt meteen" }).getByRole("button", { name: "Ongedaan maken" }).click();
  await matching.getByText("Aangewezen met plaatjes.").waitFor();
  await page.getByText("Wat er eerder was").click();
  await page.getByText(/Zoeken naar iemand die past: ja op/).waitFor();
  assert.ok(name);
}

async function networkTalk(page, name) {
  await page.getByRole("tab", { name: "Netwerk" }).click();
  await page.getByRole("heading", { name: "Nog zoeken" }).waitFor();
  await look(page, "network-empty");
  await link(page, "Het netwerkgesprek beginnen").click();
  const asks = (question) => page.getByRole("group", { name: question });
  await asks("Wie ondersteunt jou?").getByRole("textbox").fill("Mijn buurvrouw Truus. En Ad van de club.");
  assert.equal(await button(page, "Gesprek afronden").isDisabled(), true, "N-04: both questions");
  await page.reload();
  assert.match(await asks("Wie ondersteunt jou?").getByRole("textbox").inputValue(), /Truus/);
  await asks("Wat beteken jij voor anderen?").locator("label").filter({ hasText: "Niet nu" }).click();
  await look(page, "talk");
  await button(page, "Gesprek afronden").click();
  await page.getByText("Niet nu, en dat is ook een antwoord.").waitFor();
  assert.ok(name);
}

async function map(page, name) {
  await contact(page, name, { called: "Buurvrouw Truus", where: "Dichtbij", category: "Buren" });
  await contact(page, name, { called: "Ad", where: "Iets verder", category: "Club" });
  await contact(page, name, { called: "Mevrouw van de winkel", where: "Verder weg", category: "Kom ik tegen" });
  await page.getByRole("button", { name: /Buurvrouw Truus/ }).click();
  await page.getByRole("heading", { name: "Buurvrouw Truus" }).waitFor();
  await look(page, "network");
  await button(page, "Lijst").click();
  await page.getByRole("button", { name: /^Ad/ }).click();
  await look(page, "network-list");
  await button(page, "Van de kaart halen").click();
  await told(page, "Ad is van de kaart");
  await page.getByRole("alertdialog").filter({ hasText: "Ad is van de kaart" }).getByRole("button", { name: "Ongedaan maken" }).click();
  await page.getByRole("button", { name: /^Ad/ }).waitFor();
}

async function contact(page, name, { called, where, category }) {
  await link(page, "Iemand op de kaart zetten").click();
  await field(page, `Hoe noemt ${name} deze persoon?`).fill(called);
  await page.getByRole("button", { name: /Waar kent/ }).click();
  const options = page.getByRole("option");
  assert.doesNotMatch(await options.first().innerText(), /Familie/, "N-09: family is not first");
  await options.filter({ hasText: category }).first().click();
  await choose(page, "Waar op de kaart?", where);
  await choose(page, "Hoe voelt het contact?", "Fijn");
  await page.getByRole("group", { name: `Wat krijgt ${name}` }).locator("label").filter({ hasText: "Gezelligheid" }).click();
  await page.getByRole("group", { name: `Wat geeft ${name}` }).locator("label").filter({ hasText: "Een luisterend oor" }).click();
  if (called === "Ad") await look(page, "contact");
  await button(page, "Bewaren").click();
  await page.getByRole("button", { name: new RegExp(called) }).waitFor();
}

async function guidance(page) {
  await page.getByRole("tab", { name: "Begeleiding" }).click();
  await page.getByRole("heading", { name: "Wie kijkt er mee?" }).waitFor();
  await look(page, "guidance");
  await page.getByRole("tab", { name: "Koppelingen" }).click();
  await page.getByRole("heading", { name: "Nog geen koppeling" }).waitFor();
  await look(page, "matches");
}

async function road(page, name) {
  await link(page, "Noem als mogelijke netwerker").click();
  await choose(page, "Waar komt het idee vandaan?", "Ik ken deze persoon");
  await field(page, "Waarom denk je dat?").fill("Legt makkelijk contact bij de bushalte.");
  await look(page, "networker-note");
  await button(page, "Noteren").click();
  await button(page, "Ik heb het gevraagd").click();
  await link(page, "Het gesprek opschrijven").click();
  await button(page, "Bewaren").click();
  await page.getByText(`Wat zei ${name}?`).waitFor();
  await choose(page, `Wil ${name} netwerker zijn?`, `${name} zegt ja`);
  await field(page, "In eigen woorden").fill("Ja, dat lijkt me leuk!");
  await choose(page, `Wil ${name} ervaringen delen`, "Ja");
  await choose(page, `Kan ${name} ervaringen delen`, "Een beetje");
  await field(page, "Helpen zonder te sturen").fill("Stelt eerst een vraag.");
  await look(page, "conversation");
  await button(page, "Bewaren").click();
  await button(page, "Begint met leren").click();
  await link(page, "Begint als netwerker").click();
  await field(page, "Welke steun is afgesproken?").fill("Elke week even bellen.");
  await choose(page, `Met hoeveel mensen wil ${name} op pad?`, "2 mensen");
  await look(page, "agreement");
  await button(page, "Begint als netwerker").click();
  await page.getByRole("heading", { name: "Het loopt" }).waitFor();
  await look(page, "networker-active");
  await button(page, "Pauze").click();
  await button(page, "Weer beginnen").click();
  await button(page, "Stoppen").click();
  await page.getByRole("heading", { name: "Het is goed zo" }).waitFor();
  await button(page, "Het was een vergissing: zet terug").click();
  await page.getByRole("heading", { name: "Het loopt" }).waitFor();
  await link(page, "Netwerkers").first().click();
  await link(page, name).waitFor();
  await look(page, "networkers");
}
