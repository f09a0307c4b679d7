// What journeys make beforehand through the API, as whoever is signed in on a page.
import assert from "node:assert/strict";

export async function call(page, method, path, body) {
  const [status, told] = await page.evaluate(
    async ([how, where, what]) => {
      const response = await fetch(where, { method: how, headers: { "content-type": "application/json" }, body: what && JSON.stringify(what) });
      return [response.status, await response.json()];
    },
    [method, path, body],
  );
  assert.equal(status, 200, `${method} ${path}: ${JSON.stringify(told)}`);
  return told;
}

/** As call, but beside the page: what is asked too early and asked again is no complaint of the page's. */
export async function beside(page, method, path, body) {
  const { origin } = new URL(page.url());
  const answer = await page.request.fetch(origin + path, { method, headers: { origin, "content-type": "application/json" }, data: body && JSON.stringify(body) });
  assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

/** Again, until it is so: the services tell each other, and that takes a moment. */
export async function until(what, check, tries = 60) {
  for (let n = 0; ; n += 1) {
    try {
      return await check();
    } catch (error) {
      if (n >= tries) throw new Error(`never came about: ${what}\n${error}`);
      await new Promise((done) => setTimeout(done, 250));
    }
  }
}

export const newName = () => `${["Fleur", "Guusje", "Hidde", "Jurre", "Kees", "Linde", "Merel", "Puck"][Date.now() % 8]}${String(Date.now()).slice(-3)}`;

/** Somebody new, who would like company as well, and a match with Teun that waits for his answer. */
export async function propose(staff, teun) {
  const name = newName();
  const other = await call(staff, "POST", "/api/v1/clients", {
    givenName: name, familyName: "Bedacht", supportWorkerIds: (await call(staff, "GET", `/api/v1/clients/${teun}`)).supportWorkerIds,
    profile: { interests: ["film"], talents: ["luisteren"], couldMean: "Samen lachen.", dayparts: ["DAYPART_WEEKDAY_EVENING"] },
  });
  await call(staff, "POST", `/api/v1/clients/${other.id}/consents`, { purpose: "PURPOSE_MATCHING", channel: "CHANNEL_SPOKEN", receiver: "organisation" });
  await call(staff, "POST", "/api/v1/wishes", { clientId: other.id, ownWords: "Ik wil iemand om mee naar de film te gaan.", interests: ["film"], kind: "KIND_COMPANY" });
  const wish = await call(staff, "POST", "/api/v1/wishes", { clientId: teun, ownWords: "Ik wil naar een film over treinen.", interests: ["film"], kind: "KIND_COMPANY" });
  const match = await until("a match", () => beside(staff, "POST", "/api/v1/matches", { wishId: wish.id, others: [{ clientId: other.id }] }));
  await until("a proposal", () => beside(staff, "POST", `/api/v1/matches/${match.id}:propose`, {
    making: "MAKING_INTRODUCING", reason: "Jullie houden allebei van films.", guidanceNeeded: "De eerste keer gaat iemand mee.",
  }));
  await call(staff, "POST", `/api/v1/matches/${match.id}:answer`, { clientId: other.id, answer: "ANSWER_YES", supportForm: "SUPPORT_FORM_SPOKEN" });
  return { id: match.id, name, other: other.id, wish: wish.id, path: `/mijn/mensen/${match.id}` };
}

/** The day in the Netherlands, some days from now: after midnight there it is still yesterday by the clock of the world. */
export const dayFromNow = (days = 0) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
