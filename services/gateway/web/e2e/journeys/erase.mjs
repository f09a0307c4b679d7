// Being forgotten: a client asks with one tap, whoever guides them finds it on Today, and they take it back; staff see what would go and stays, ask, and take it back; an
// administrator holds somebody, lets that end, and looks at the schedule and what goes when. Somebody made for it is erased with a
// second person's yes, and the receipt names nobody.
import assert from "node:assert/strict";
import { axeClean, fitsWidth, newPage, phone, settled, shot, signInAs } from "../browser.mjs";

const api = (page, method, path, body) =>
  page.evaluate(async ([how, where, what]) => {
    const response = await fetch(where, { method: how, headers: { "content-type": "application/json" }, body: what && JSON.stringify(what) });
    return [response.status, await response.json()];
  }, [method, path, body]);

async function look(page, name) {
  await settled(page);
  await axeClean(page, name);
  await fitsWidth(page, name);
  await shot(page, `erase-${name}`);
}

export async function erase({ browser, baseURL }) {
  const base = "";
  const { page: lars } = await newPage(browser, { baseURL });
  await signInAs(lars, "lars");
  const [made, client] = await api(lars, "POST", "/api/v1/clients", { givenName: "Wieneke", familyName: "Proefstuk" });
  assert.equal(made, 200, JSON.stringify(client));
  await lars.goto(`${base}/mensen/${client.id}/wissen`);
  await lars.getByRole("heading", { level: 2, name: "Dit gaat weg" }).waitFor();
  await look(lars, "person");
  await lars.getByRole("button", { name: "De organisatie", exact: true }).click();
  await lars.getByText("De organisatie vraagt dit.").first().waitFor();
  await look(lars, "waiting");

  const { page: wil } = await newPage(browser, { baseURL });
  await signInAs(wil, "wil");
  await wil.goto(`${base}/organisatie?deel=bewaren`);
  await wil.getByRole("heading", { level: 2, name: "Hoe lang bewaren we wat?" }).waitFor();
  await wil.getByRole("button", { name: "Wat gaat er dan wanneer weg?" }).click();
  await wil.getByRole("heading", { level: 3, name: "Het komende jaar" }).waitFor();
  await wil.getByRole("link", { name: "Wieneke Proefstuk" }).waitFor();
  await look(wil, "keeping");
  await wil.goto(`${base}/mensen/${client.id}/wissen`);
  await wil.getByText("Hier vergeet Optrek Wieneke.").waitFor();
  await wil.getByRole("button", { name: /Niet wachten/ }).click();
  await wil.getByText(/Iemand anders moet nog ja zeggen/).first().waitFor();
  await lars.goto(`${base}/`);
  await lars.getByRole("heading", { level: 2, name: "Een tweede ja voor Wieneke Proefstuk" }).waitFor();
  await look(lars, "today-second");
  await lars.getByRole("link", { name: "Wissen: bekijk het bij Wieneke Proefstuk" }).click();
  await lars.getByRole("button", { name: "Ja, wis het nu" }).click();

  const [, list] = await api(wil, "GET", "/api/v1/erasures");
  const id = list.erasures.find((one) => one.clientId === client.id).id;
  await wil.goto(`${base}/organisatie/wissen/${id}`);
  await wil.getByText(/Klaar op/).waitFor({ timeout: 30_000 });
  await look(wil, "receipt");
  assert.ok(!(await wil.locator("main").innerText()).includes("Wieneke"), "the receipt names somebody");

  const { page: jip } = await newPage(browser, { baseURL, viewport: phone });
  await signInAs(jip, "jip");
  await jip.goto(`${base}/mijn/over-mij/vergeten`);
  await jip.getByText("Ja, dat wil ik").click();
  await jip.getByText("Je begeleider weet het").first().waitFor();
  await look(jip, "client-asked");
  const { page: eva } = await newPage(browser, { baseURL });
  await signInAs(eva, "eva");
  await eva.getByRole("heading", { level: 2, name: "Jip Jokkebrok wil vergeten worden" }).waitFor();
  await look(eva, "today-asked");
  await eva.getByRole("link", { name: "Wissen: bekijk het bij Jip Jokkebrok" }).click();
  await eva.getByText("Hier vergeet Optrek Jip.").waitFor();
  await jip.getByText("Toch niet").click();
  await jip.getByText("Ja, dat wil ik").waitFor();
  await look(jip, "client");
}
