// The ways to pages to which no link leads for whoever walks round: what the API told while they walked fills in their addresses.

// What an id is called in an address, by the list in which it came; a list that is called "clients" gives a $clientId by itself.
const called = {
  interimEvaluations: "evaluationId", supportWorkers: "workerId", mapSnapshots: "snapshotId", snapshots: "snapshotId", askings: "askingId", questionnaireAskings: "askingId",
  regionalRequests: "requestId", requests: "requestId", regionalWishes: "regionalWishId", methods: "methodKey", personalDataExports: "exportId", series: "seriesId",
};
// Other names of the same.
const same = { supportWorkerId: "workerId", regionalRequestId: "requestId", wishId: "regionalWishId" };

// Steps and parts of a page that have words of their own; a question is the number of its place.
const words = {
  "/mijn/over-mij/wensen/nieuw/$step": ["plaatje", "woorden", "vaardigheid"],
  "/mijn/over-mij/wensen/$wishId/$part": ["plaatje", "woorden"],
  "/mijn/over-mij/kaart/$contactId/$part": ["wie", "dichtbij", "gevoel", "betekenis", "krijg", "geef", "vaak", "begint", "hoop"],
  "/mijn/over-mij/stappen/nieuw/$step": ["wat", "woorden"],
  "/mijn/over-mij/netwerker/groei/nieuw/$step": ["waarover", "plaatje", "woorden", "delen"],
  "/mijn/over-mij/verhalen/nieuw/$step": ["woorden", "plaatje", "naam", "andere-naam"],
  "/mijn/eropuit/nieuw/$step": ["wat", "met-wie", "wanneer", "hoe-laat"],
  "/mijn/eropuit/club/$step": ["welke", "met-wie", "wanneer"],
  "/mijn/eropuit/$activityId/wat-helpt/$step": ["lastig", "helpt", "woorden", "klaar"],
  "/mijn/eropuit/$activityId/hoe-was-het/$step": ["1", "2", "3", "klaar"],
  "/mijn/hoe-gaat-het/$evaluationId/$step": ["1", "2", "3", "klaar"],
  "/mijn/vragen/$askingId/$step": ["1", "2", "klaar", "niet"],
};

const nameOf = (list) => called[list] ?? `${list.replace(/ies$/, "y").replace(/(ch|sh)es$/, "$1").replace(/s$/, "")}Id`;

/** What the API told on a page, as records of ids: { wishId, clientId, … }. */
export function gather(page) {
  const records = new Map();
  const keep = (record) => Object.keys(record).length > 0 && records.set(JSON.stringify(record), record);
  const read = (list, thing, about = {}) => {
    if (Array.isArray(thing)) return thing.forEach((one) => read(list, one, about));
    if (thing === null || typeof thing !== "object") return;
    const record = { ...about };
    for (const [key, value] of Object.entries(thing)) {
      if (typeof value === "object") read(key, value, about);
      else if (/Ids?$/.test(key) && value) record[key] = value;
    }
    for (const [other, name] of Object.entries(same)) if (record[other]) record[name] ??= record[other];
    if (thing.id && list) record[nameOf(list)] = thing.id;
    if (thing.kind && thing.key) Object.assign(record, { kind: thing.kind.replace(/^KIND_/, "").toLowerCase(), key: thing.key });
    if (thing.key && list === "methods") record.methodKey = thing.key;
    keep(record);
  };
  page.on("response", async (response) => {
    const { pathname, searchParams } = new URL(response.url());
    if (!pathname.startsWith("/api/v1/") || response.status() !== 200 || response.request().method() !== "GET") return;
    // One thing by itself: "/api/v1/imports/…".
    const list = /^\/api\/v1\/([a-zA-Z]+)\/[^/:]+$/.exec(pathname)?.[1];
    // Of whom it is often stands in the question only.
    const clientId = /^\/api\/v1\/clients\/([^/:]+)\/./.exec(pathname)?.[1] ?? searchParams.get("clientId");
    await response.json().then((told) => read(list, told, clientId ? { clientId } : {}), () => undefined);
  });
  return records;
}

// What no page asks by itself as these people, and their own lists.
const lists = {
  staff: ["imports", "series?withStopped=true", "questionnaireAskings", "erasures", "region/requests", "intervisions"],
  client: ["questionnaireAskings", "meetings", "region/requests", "activities"],
};
const ofClient = (id) => [`steps?clientId=${id}`, `clients/${id}/contacts`, `clients/${id}/exports`, `questionnaireAskings?clientId=${id}`];

/** Asks the API for what leads on, as whoever is signed in on the page; `gather` hears the answers. */
export async function askAround(page, face, records) {
  const clients = face === "client" ? [] : [...new Set([...records.values()].map((one) => one.clientId).filter(Boolean))].slice(0, 25);
  const paths = [...lists[face], ...clients.flatMap(ofClient)];
  await page.evaluate((all) => Promise.all(all.map((path) => fetch(`/api/v1/${path}`).then((answer) => answer.text()))), paths);
}

const most = 6; // ids to try for one page: the first may be of a thing that is in another state

/** The addresses that a pattern may have with these records; none when something in it is not known. */
export function addresses(pattern, records) {
  const ends = words[pattern] ?? [null];
  const path = pattern.replace(/\/\$(step|part)$/, (end) => (words[pattern] ? "" : end));
  const asked = [...path.matchAll(/\$([a-zA-Z]+)/g)].map(([, name]) => name);
  const filled = new Set(asked.length === 0 ? [path] : []);
  for (const record of records.values()) {
    if (asked.length === 0 || filled.size === most) break;
    if (asked.every((name) => record[name])) filled.add(path.replace(/\$([a-zA-Z]+)/g, (_, name) => encodeURIComponent(record[name])));
  }
  return ends.flatMap((end) => [...filled].map((one) => (end ? `${one}/${end}` : one)));
}
