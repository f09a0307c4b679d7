// Signing in and out by staff: what is said when it does not work, an organisation with two ways in, where somebody is signed in,
// ending one place and all others, an administrator who ends a colleague's, and signing out by way of the organisation's own
// provider. Axe on every page, both widths. Nobody else's journey is of these two people: their sessions end here.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await shot(page, `signin-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const told = (page, text) => page.getByRole("alertdialog").filter({ hasText: text }).first();
const android = "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0";

async function withPage(browser, baseURL, options, walk) {
  const { page, strangers, complaints, close } = await newPage(browser, { baseURL, ...options });
  page.setDefaultTimeout(20_000);
  try {
    await walk(page);
    assert.deepEqual(strangers, [], "asked another host");
    assert.deepEqual(complaints.filter((line) => !/status of 4\d\d/.test(line)), [], "complaints in the console");
  } catch (error) {
    await shot(page, "signin-failed").catch(() => null);
    throw error;
  } finally {
    await close();
  }
}

const session = (page) => page.evaluate(() => fetch("/auth/session").then((answer) => answer.json()));
async function isOut(page) {
  await page.goto("/mijn-pagina");
  await page.waitForURL((url) => url.pathname === "/inloggen");
}

/** What somebody reads when it did not work, and that the way on is a real one. */
async function trouble(page) {
  await page.goto("/auth/callback?state=old&code=old");
  await page.getByRole("alert").filter({ hasText: "Aanmelden lukte niet" }).waitFor();
  await page.getByText("duurde te lang", { exact: false }).waitFor();
  assert.ok(!page.url().includes("code="), "the code stands in the address");
  const [organisation] = await page.evaluate(() => fetch("/auth/organisations").then((answer) => answer.json()));
  await page.goto(`/inloggen?why=NO_SECOND_FACTOR&at=${organisation.id}`);
  await page.getByText("tweede stap", { exact: false }).first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("role")), "alert");
  await look(page, "trouble");
  const again = await page.getByRole("link", { name: "Opnieuw aanmelden" }).getAttribute("href");
  assert.ok(again?.startsWith("/auth/login?") && again.includes("again=1") && again.includes(organisation.id), `again leads to ${again}`);

  const providers = [{ key: "personeel", label: "Medewerkers" }, { key: "clienten", label: "Cliënten" }];
  await page.route("**/auth/organisations", (route) => route.fulfill({ json: [{ ...organisation, providers }] }));
  await page.goto("/inloggen?why=NO_PROVIDER");
  const way = page.getByRole("link", { name: "Medewerkers" });
  await way.waitFor();
  assert.ok((await way.getAttribute("href"))?.includes("provider=personeel"));
  await look(page, "two-ways");
}

export async function signin({ baseURL, browser }) {
  await withPage(browser, baseURL, {}, trouble);
  await withPage(browser, baseURL, {}, async (laptop) => {
    await signInAs(laptop, "gijs");
    const { person } = await session(laptop);
    await withPage(browser, baseURL, { userAgent: android }, async (phone) => {
      await signInAs(phone, "gijs");
      await laptop.getByRole("button", { name: /^Menu van/ }).focus();
      await laptop.keyboard.press("Enter");
      await laptop.getByRole("menuitem", { name: "Waar ben ik aangemeld" }).click();
      await laptop.getByRole("heading", { name: "Waar ben ik aangemeld" }).waitFor();
      await laptop.getByText("Dit apparaat", { exact: true }).waitFor();
      await button(laptop, "Afmelden op Firefox op Android").waitFor();
      await look(laptop, "places");
      await button(laptop, "Afmelden op Firefox op Android").click();
      await told(laptop, "Afgemeld op dat apparaat").waitFor();
      await button(laptop, "Afmelden op Firefox op Android").waitFor({ state: "detached" });
      await isOut(phone);
      await signInAs(phone, "gijs");
      await laptop.reload();
      await button(laptop, "Overal anders afmelden").click();
      await told(laptop, "alleen nog hier").waitFor();
      await laptop.getByText("Je bent nergens anders aangemeld", { exact: false }).waitFor();
      await isOut(phone);
    });
    await withPage(browser, baseURL, {}, async (admin) => {
      await signInAs(admin, "hugo");
      await admin.goto(`/team/${person}`);
      await button(admin, "Gijs overal afmelden").waitFor();
      await look(admin, "colleague");
      await button(admin, "Gijs overal afmelden").click();
      await admin.getByText("Gijs is nu nergens aangemeld", { exact: false }).waitFor();
    });
    await isOut(laptop);

    await signInAs(laptop, "gijs");
    const left = laptop.waitForRequest((request) => /\/logout\?.*id_token_hint=/.test(request.url()));
    await laptop.getByRole("button", { name: /^Menu van/ }).click();
    await laptop.getByRole("menuitem", { name: "Afmelden" }).click();
    await left;
    await laptop.waitForURL((url) => url.pathname === "/inloggen");
    assert.equal((await session(laptop)).signedIn, false);
  });
}
