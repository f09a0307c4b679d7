// What journeys tidy away behind themselves, or finish: made once more, so that a walk round the pages finds it open.
import { newPage, signInAs } from "./browser.mjs";
import { call } from "./made.mjs";

const inDays = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

const things = {
  async questionnaire(staff, teun) {
    const { questionnaires } = await call(staff, "GET", "/api/v1/questionnaires");
    await call(staff, "POST", "/api/v1/questionnaireAskings", { questionnaireId: questionnaires.find((one) => one.state === "STATE_IN_USE").id, clientId: teun });
  },
  async series(staff, teun) {
    await call(staff, "POST", "/api/v1/series", { kind: "KIND_COFFEE", what: "Koffie in de tuin", rhythm: "RHYTHM_WEEKLY", firstDay: inDays(3), daypart: "DAYPART_MORNING", clientIds: [teun] });
  },
  async meeting(staff, teun, me) {
    const { methods } = await call(staff, "GET", "/api/v1/methods");
    const colleague = (await call(staff, "GET", `/api/v1/clients/${teun}`)).supportWorkerIds.find((id) => id !== me);
    await call(staff, "POST", "/api/v1/intervisions", {
      title: "Samen kiezen", day: inDays(5), organiserIds: [me, colleague], methodKey: methods.find((one) => one.withClients)?.key, clientIds: [teun], clientWords: "Wat vind jij fijn als je iets kiest?",
    });
  },
};

/** Makes them as a coordinator, for Teun; what cannot be made is told, and its pages will be named as not seen. */
export async function prepare(browser, baseURL) {
  const client = await newPage(browser, { baseURL });
  await signInAs(client.page, "teun", { back: "/mijn" });
  const teun = (await call(client.page, "GET", "/auth/session")).person;
  await client.close();
  const staff = await newPage(browser, { baseURL });
  await signInAs(staff.page, "koen");
  const me = (await call(staff.page, "GET", "/auth/session")).person;
  for (const [name, make] of Object.entries(things)) await make(staff.page, teun, me).catch((error) => console.log(`not made: ${name}: ${error.message.slice(0, 300)}`));
  await staff.close();
}
