// Quiet signals: a day with none, with three and with thirty, through the list by keyboard, put off with a reason; and the organisation
// that tunes its rules, sees what they would give before it saves, and takes it back. With people of its own, who rest again afterwards.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";
import { beside as call } from "../made.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const rows = (page) => page.locator("[data-signal]");
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first();

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `signals-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

/** Asks again until what one service told has been heard by the other. */
async function until(page, what, ok) {
  const end = Date.now() + 30_000;
  let why = "";
  while (Date.now() < end) {
    const value = await ok().catch((error) => { why = `: ${error}`; });
    if (value) return value;
    await page.waitForTimeout(150);
  }
  assert.fail(`still not: ${what}${why}`);
}

const signalsOf = async (page) => (await call(page, "GET", "/api/v1/signals?pageSize=500")).signals ?? [];
const exactly = (page, n) => until(page, `${n} signals`, async () => (await signalsOf(page)).length === n);

const pairs = ["Ada Bo", "Cas Door", "Ezra Fee", "Gerrit Hiske", "Imke Job", "Kick Liv", "Max Nova", "Olaf Puck"].map((names) => names.split(" "));

export async function signals({ baseURL, browser }) {
  const staff = await newPage(browser, { baseURL });
  const office = await newPage(browser, { baseURL });
  const { page } = staff;
  for (const one of [staff, office]) one.page.setDefaultTimeout(20_000);
  try {
    await signInAs(page, "dirk");
    await signInAs(office.page, "lars", { back: "/organisatie?deel=seintjes" });
    const world = { page, office: office.page, me: (await call(page, "GET", "/auth/session")).person, people: new Map(), together: new Map() };
    const { supportWorkers } = await call(office.page, "GET", "/api/v1/supportWorkers?pageSize=100");
    world.second = supportWorkers.find((one) => one.id !== world.me && JSON.stringify(one).includes("Eva")).id;
    await meet(world);
    await rest(world);
    await none(page);
    await three(world);
    await thirty(world);
    await rules(world);
    await rest(world);
    for (const one of [staff, office]) {
      assert.deepEqual(one.strangers, [], "asked another host");
      assert.deepEqual(one.complaints, [], "complaints in the console");
    }
  } catch (error) {
    await shot(page, "signals-failed").catch(() => null);
    await shot(office.page, "signals-failed-office").catch(() => null);
    throw error;
  } finally {
    await staff.close();
    await office.close();
  }
}

/** The people of this walk, and who is with whom; who is there from an earlier one is used again. */
async function meet({ page, office, me, second, people, together }) {
  const { clients } = await call(page, "GET", "/api/v1/clients?pageSize=500");
  await Promise.all(pairs.flat().map(async (name) => {
    const there = clients.find((one) => one.givenName === name && one.familyName === "Seintje");
    people.set(name, (there ?? (await call(page, "POST", "/api/v1/clients", { givenName: name, familyName: "Seintje", supportWorkerIds: [me, second] }))).id);
    if (there) await call(office, "POST", `/api/v1/clients/${there.id}:assign`, { supportWorkerIds: [me, second] });
  }));
  await Promise.all(pairs.map(async (pair) => {
    const [first, other] = pair.map((name) => people.get(name));
    const find = async () => ((await call(page, "GET", `/api/v1/matches?clientId=${first}`)).matches ?? []).find((one) => one.state === "STATE_UNDER_WAY");
    const made = () => call(page, "POST", "/api/v1/matches:spontaneous", { people: [{ clientId: first }, { clientId: other }], beganAt: "Bij het koor", doing: "Samen zingen." });
    together.set(pair[0], (await until(page, "somebody is known to matching", async () => (await find()) ?? made())).id);
  }));
}

/** Everybody has a second support worker, and nobody is looking back: then there is nothing. */
async function rest({ page, office, me, second, people, together }) {
  await Promise.all([...people.values()].map((id) => call(office, "POST", `/api/v1/clients/${id}:assign`, { supportWorkerIds: [me, second] })));
  await Promise.all([...together.values()].map(async (match) => {
    const { interimEvaluations: all = [] } = await call(page, "GET", `/api/v1/interimEvaluations?matchId=${match}`);
    for (const { id } of all.filter((one) => one.state === "STATE_OPEN")) await call(page, "POST", `/api/v1/interimEvaluations/${id}:close`, { outcome: "OUTCOME_CONTINUE" });
  }));
  const own = [...people.values(), ...together.values()];
  await until(page, "our people rest", async () => !(await signalsOf(page)).some((one) => own.includes(one.clientId) || own.includes(one.matchId)));
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString(); // what is not of this walk waits until tomorrow
  for (const { id } of await signalsOf(page)) await call(page, "POST", `/api/v1/signals/${id}:snooze`, { reason: "Morgen weer.", until: tomorrow });
  await exactly(page, 0);
}

/** Two people with one support worker; one of them looks back. */
async function stir({ page, office, me, people, together }, [first, second], reflection) {
  for (const name of [first, second]) await call(office, "POST", `/api/v1/clients/${people.get(name)}:assign`, { supportWorkerIds: [me] });
  const { id } = await until(page, "a look back begins", () => call(page, "POST", "/api/v1/interimEvaluations:open", { matchId: together.get(first) }));
  await call(page, "POST", `/api/v1/interimEvaluations/${id}:reflect`, { reflection: { clientId: people.get(first), ...reflection } });
}

/** Silence is good news, and the page says so. */
async function none(page) {
  await page.goto("/");
  await page.getByRole("heading", { name: "Het is rustig" }).waitFor();
  await look(page, "none");
}

async function three(world) {
  const { page } = world;
  await stir(world, pairs[0], { push: "PUSH_TOO_MUCH" });
  await exactly(page, 3);
  await page.goto("/");
  await rows(page).nth(2).waitFor();
  await page.getByText("Wie ziet dit, en wanneer gaat het weg?").first().click();
  await page.getByText("Alleen jij en wie het netwerk coördineert").first().waitFor();
  await look(page, "three");
  // By keyboard: to the next and back, later, and the next step.
  await rows(page).first().focus();
  await page.keyboard.press("j");
  assert.equal(await rows(page).nth(1).evaluate((row) => row === document.activeElement), true, "j goes to the next");
  await page.keyboard.press("k");
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Waarom niet nu?").fill("jks is geen sneltoets in een veld");
  await button(dialog, "Bewaar voor later").click();
  await told(page, "Je ziet dit weer op").getByRole("button", { name: "Ongedaan maken" }).click();
  await exactly(page, 3);
  // The same once more, and back from what is for later.
  await rows(page).nth(2).waitFor();
  await page.getByRole("button", { name: /^Later: / }).first().click();
  await dialog.getByLabel("Waarom niet nu?").fill("We praten er morgen over.");
  await button(dialog, "Bewaar voor later").click();
  await exactly(page, 2);
  await button(page, "Laat zien wat voor later is").click();
  const kept = page.locator("[data-signal]").filter({ hasText: "We praten er morgen over." });
  await kept.waitFor();
  await look(page, "later");
  await kept.getByRole("button", { name: /^Nu weer laten zien/ }).click();
  await exactly(page, 3);
  await kept.waitFor({ state: "detached" }); // as long as it stands among what is for later, its row is about to move
  await rows(page).nth(2).waitFor();
  const step = rows(page).filter({ has: page.locator('a[href*="/tussenstand/"]') }).first();
  await until(page, "the row has the focus, also when the list was just read again", async () => {
    await step.focus();
    return step.evaluate((row) => row === document.activeElement);
  });
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/tussenstand\//);
}

async function thirty(world) {
  const { page } = world;
  await Promise.all(pairs.slice(1, 7).map((pair) => stir(world, pair, { push: "PUSH_TOO_LITTLE", lifeChanged: true })));
  await stir(world, pairs[7], { push: "PUSH_TOO_MUCH" });
  await exactly(page, 30);
  await page.goto("/");
  await rows(page).first().waitFor();
  assert.ok((await rows(page).count()) < 30, "not everything at once");
  await look(page, "thirty");
  const fold = page.getByRole("button", { name: "Nog meer hierover" });
  await fold.first().click();
  await button(page, "Verberg de rest").waitFor();
  await button(page, "Meer tonen").click();
  await page.getByRole("heading", { name: /Puck Seintje/ }).waitFor();
}

/** Off for everybody, with what that would give said first; and back with one tap. */
async function rules(world) {
  const { page, office } = world;
  await office.goto("/organisatie?deel=seintjes");
  await button(office, "Wijzigen: Een tweede begeleider").waitFor();
  await look(office, "rules");
  await button(office, "Wijzigen: Al een tijd stil").click();
  await office.getByText("Als de begeleider op afroep is").first().waitFor();
  await look(office, "rule");
  await button(office, "Annuleren").click();
  await button(office, "Wijzigen: Een tweede begeleider").click();
  await office.getByText("Deze regel staat aan").click();
  await office.getByText("Zo zou deze regel nu geen seintjes geven.").waitFor();
  await button(office, "Bewaren").click();
  await told(office, "Bewaard. Het geldt meteen voor iedereen.").waitFor();
  await exactly(page, 14);
  await office.getByText("Een tweede begeleider: uitgezet").first().waitFor();
  await told(office, "Bewaard. Het geldt meteen voor iedereen.").getByRole("button", { name: "Ongedaan maken" }).click();
  await exactly(page, 30);
  await office.getByText("Een tweede begeleider: aan").first().waitFor();
}
