// Being heard: a client asks to talk in a few taps, the support worker says when, the client reads it and it need not be any
// more; something is not safe, and the coordinator takes it up and hands it over; a story is written down together, the client
// lets one audience read it and takes it back. What is left of an earlier walk is put away first, so that it can be walked again.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, quiet, settled, shot, signInAs } from "../browser.mjs";

async function look(page, name) {
  await settled(page);
  await quiet(page);
  await axeClean(page, name);
  await shot(page, `care-${name}`);
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await fitsWidth(page, name);
  await page.setViewportSize(before);
}

const heading = (page, name, level = 1) => page.getByRole("heading", { level, name }).first().waitFor();
const button = (page, name) => page.getByRole("button", { name, exact: true });
const doing = (page, words) => page.locator("main").locator("a, button").filter({ has: page.getByText(words, { exact: true }) }).first();
const gone = (locator) => locator.first().waitFor({ state: "detached" });

async function call(page, method, path, body) {
  const [status, said] = await page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, { method: how, headers: { "content-type": "application/json" }, body: what && JSON.stringify(what) });
      return [response.status, await response.json()];
    },
    [method, path, body],
  );
  assert.equal(status, 200, `${method} ${path}: ${JSON.stringify(said)}`);
  return said;
}

export async function care({ baseURL, browser }) {
  const open = {};
  for (const [who, options] of [["saar", { viewport: phone }], ["eva", {}], ["lars", {}]]) {
    open[who] = await newPage(browser, { baseURL, ...options });
    open[who].page.setDefaultTimeout(20_000);
    await signInAs(open[who].page, who, { back: options.viewport ? "/mijn" : "/" });
  }
  const { saar, eva, lars } = Object.fromEntries(Object.entries(open).map(([who, { page }]) => [who, page]));
  const me = (await call(saar, "GET", "/auth/session")).person;
  for (const { id } of (await call(saar, "GET", "/api/v1/talkRequests")).talkRequests ?? []) await call(saar, "POST", `/api/v1/talkRequests/${id}:withdraw`, {});
  try {
    await talk(saar, eva);
    await unsafe(saar, lars);
    await story(saar, eva, me);
    await route(lars);
    for (const { strangers, complaints } of Object.values(open)) {
      assert.deepEqual(strangers, [], "asked another host");
      assert.deepEqual(complaints, [], "complaints in the console");
    }
  } catch (error) {
    await Promise.all(Object.entries(open).map(([who, { page }]) => shot(page, `care-failed-${who}`, [page.viewportSize().width]).catch(() => null)));
    throw error;
  } finally {
    await Promise.all(Object.values(open).map(({ close }) => close()));
  }
}

async function talk(client, worker) {
  await client.goto("/mijn/praten");
  await look(client, "talk");
  await client.getByRole("link", { name: "Ik wil praten" }).click();
  await heading(client, "Met wie wil je praten?");
  await doing(client, "Eva").waitFor();
  await look(client, "talk-who");
  await doing(client, "Eva").click();
  await heading(client, "Hoe wil je praten?");
  await look(client, "talk-how");
  await doing(client, "Kom langs").click();
  await heading(client, "Het is verteld");
  await client.getByText("Je wilt praten met Eva.").waitFor();
  await look(client, "talk-told");

  await worker.goto("/");
  await worker.getByText(/^Saar .*vraagt of je langskomt$/).waitFor();
  await look(worker, "today");
  await button(worker.getByRole("group", { name: /^Antwoord aan Saar/ }), "Vandaag").click();
  await worker.getByText("Jij liet weten: we praten vandaag").waitFor();
  await look(worker, "today-seen");

  await client.goto("/mijn");
  await settled(client);
  await look(client, "home-seen");
  await client.goto("/mijn/praten");
  await client.getByText("Eva heeft je gezien.").waitFor();
  await client.getByText("Jullie praten vandaag.").waitFor();
  await look(client, "talk-seen");
  await doing(client, "Het hoeft niet meer").click();
  await gone(client.getByText("Eva heeft je gezien."));
  await worker.goto("/");
  await settled(worker);
  await quiet(worker);
  assert.equal(await worker.getByText("Jij liet weten").count(), 0, "a wish that is withdrawn asks nothing");
}

async function unsafe(client, coordinator) {
  await client.goto("/mijn/praten/niet-veilig");
  await heading(client, "Iets is niet veilig");
  await look(client, "unsafe");
  await doing(client, "Ja, geef het door").click();
  await heading(client, "Je zorg is doorgegeven");
  await look(client, "unsafe-told");

  await coordinator.goto("/zorgen");
  const one = coordinator.locator("main article", { hasText: "Praat eerst met Saar" }).nth(0);
  await button(one, "Ik pak dit op").waitFor();
  await look(coordinator, "concerns");
  await button(one, "Ik pak dit op").click();
  await button(coordinator, "Ja, ik pak het op").click();
  await gone(button(one, "Ik pak dit op"));
  await one.getByText(/^Opgepakt door /).first().waitFor();
  await client.goto("/mijn/praten");
  await client.getByText("Iemand is ermee bezig.", { exact: false }).first().waitFor();
  await look(client, "unsafe-taken-up");
  await button(one, "Het staat in ons systeem").first().click();
  await coordinator.getByRole("dialog").waitFor();
  await coordinator.getByLabel("In welk systeem staat het nu?").fill("Ons meldboek");
  await axeClean(coordinator, "hand over");
  await shot(coordinator, "care-hand-over");
  await button(coordinator, "Ja, het staat erin").click();
  await coordinator.getByText("Overgedragen aan Ons meldboek").first().waitFor();
  await one.getByText(/^Staat in Ons meldboek/).first().waitFor();
  await look(coordinator, "concerns-handed-over");
}

async function story(client, worker, me) {
  const title = `De dag van ${Date.now() % 1_000_000}`;
  await worker.goto(`/mensen/${me}/verhalen`);
  await heading(worker, "Verhalen van Saar");
  await look(worker, "stories-of");
  await button(worker, "Schrijf een verhaal op").click();
  await worker.getByRole("dialog").waitFor();
  await worker.getByLabel("Naam van het verhaal").fill(title);
  await worker.getByLabel("Het verhaal", { exact: true }).fill("We gingen naar de markt. Ik koos zelf de bloemen uit.");
  await axeClean(worker, "writing");
  await shot(worker, "care-story-writing");
  await button(worker, "Bewaren").click();
  await heading(worker, title, 2);
  await look(worker, "stories-written");

  await client.goto("/mijn/over-mij/verhalen");
  await doing(client, title).waitFor();
  await look(client, "my-stories");
  await doing(client, title).click();
  await heading(client, "Dit vertellen we");
  await client.getByText("Niemand leest dit nu.").waitFor();
  await look(client, "my-story");
  await doing(client, "Iedereen die hier werkt").click();
  await client.getByText("Dit lezen: mensen die hier werken.").waitFor();
  await look(client, "my-story-yes");

  await worker.goto("/verhalen");
  await heading(worker, title, 2);
  await look(worker, "library");
  await doing(client, "Neem alles terug").click();
  await client.getByText("Niemand leest dit nu.").waitFor();
  await worker.reload();
  await heading(worker, "Verhalen");
  await settled(worker);
  await quiet(worker);
  assert.equal(await worker.getByRole("heading", { name: title }).count(), 0, "taken back is gone at once");
  await client.goto("/mijn/over-mij/verhalen/nieuw/woorden");
  await heading(client, "Wat wil je vertellen?");
  await look(client, "my-story-words");
  await client.goto("/mijn/over-mij/verhalen/nieuw/naam");
  await heading(client, "Welke naam zet je erbij?");
  await look(client, "my-story-name");
}

/** What happens at a concern, tried out with what is not kept: nothing is sent and nothing is changed. */
async function route(page) {
  await page.goto("/organisatie?deel=zorgen");
  await heading(page, "Wat er gebeurt bij een zorg om veiligheid", 2);
  await look(page, "route");
  await button(page, "Laat zien wat er gebeurt").click();
  await page.getByText(/^(Dit krijgen|Alle netwerkaanspreekpunten)/).waitFor();
  await look(page, "route-tried");
}
