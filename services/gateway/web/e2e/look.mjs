// Looks at the pages that need no server data: the components, signing in, both homes, credits, the example in its
// states. Light and dark, phone and desktop; axe on each; nothing may go to another host. `npm run look [name…]`
import { createServer, preview } from "vite";
import { axeClean, fitsWidth, launch, newPage, phone, settled, shot } from "./browser.mjs";

const json = (body, status = 200) => ({ status, contentType: "application/json", body: JSON.stringify(body) });
const worker = { signedIn: true, name: "Karin de Wit", person: "w1", organisation: { name: "Zorggroep De Linde", accent: "#7a2e57" }, roles: ["coordinator"], face: "staff" };
const client = { signedIn: true, name: "Lieke ten Schouten", person: "c1", organisation: { name: "Zorggroep De Linde" }, roles: ["client"], face: "client" };
const nobody = { signedIn: false };
const organisations = [
  { id: "linde", name: "Zorggroep De Linde", accent: "#7a2e57" },
  { id: "oever", name: "Stichting Oeverwaard", accent: "#0b6e6e" },
];
const demo = [
  {
    organisation: "linde",
    name: "Zorggroep De Linde",
    people: [
      { sub: "karin", name: "Karin de Wit", role: "support_worker", face: "staff" },
      { sub: "omar", name: "Omar El Idrissi", role: "network_lead", face: "staff" },
      { sub: "tineke", name: "Tineke van der Plas", role: "coordinator", face: "staff" },
      { sub: "lieke", name: "Lieke ten Schouten", role: "client", face: "client" },
      { sub: "moussa", name: "Moussa Bah", role: "client", face: "client" },
    ],
  },
];
const wishes = {
  wishes: [
    { id: "1", clientId: "a", ownWords: "Ik wil weer eens vissen, met iemand die ook van stilte houdt.", kind: "KIND_COMPANY", createTime: new Date(Date.now() - 3 * 86_400_000).toISOString() },
    { id: "2", clientId: "b", ownWords: "Met anderen eten, maar ik weet niet hoe dat gaat.", kind: "KIND_TAKING_PART", createTime: new Date(Date.now() - 20 * 86_400_000).toISOString() },
    { id: "3", clientId: "c", ownWords: "Leren met de bus te gaan.", kind: "KIND_LEARNING", createTime: new Date().toISOString() },
  ],
};
const names = { names: [{ id: "a", name: "Lieke ten Schouten", givenName: "Lieke" }, { id: "b", name: "Moussa Bah", givenName: "Moussa" }, { id: "c", name: "Élise van 't Hof", givenName: "Élise" }] };
const signals = {
  signals: [
    { id: "s1", clientId: "a", kind: "KIND_MOOD", whyNl: "Lieke liet twee keer weten dat het lastig was.", nextNl: "Vraag eens rustig hoe het samen gaat.", whyEn: "Lieke said twice that it was hard.", nextEn: "Ask, in peace, how it is going together." },
    { id: "s2", clientId: "b", kind: "KIND_WISH_WAITING", whyNl: "Moussa wacht al een tijd op iemand om mee te eten.", nextNl: "Bekijk samen wie er ook graag kookt.", whyEn: "Moussa has been waiting a while for company at dinner.", nextEn: "See together who also likes to cook." },
    { id: "s3", kind: "KIND_ONE_RESPONSIBLE", whyNl: "Bij één koppeling staat maar één begeleider.", nextNl: "Vraag een collega om mee te kijken.", whyEn: "One match has a single support worker.", nextEn: "Ask a colleague to look along." },
  ],
};
const sorry = {
  code: 14,
  details: [
    { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "UNAVAILABLE" },
    { "@type": "type.googleapis.com/google.rpc.LocalizedMessage", locale: "nl", message: "Wensen zijn even niet te bereiken. Probeer het over een minuut opnieuw." },
  ],
};

const pages = [
  { name: "design", path: "/design", session: worker },
  { name: "signin", path: "/inloggen", session: nobody },
  { name: "staff-home", path: "/", session: worker },
  { name: "staff-quiet", path: "/", session: worker, quiet: true },
  { name: "staff-menu", path: "/", session: worker, then: (page) => page.locator("[aria-haspopup]").last().click(), widths: [1280] },
  { name: "staff-menu-phone", path: "/", session: worker, viewport: phone, then: (page) => page.locator("[aria-controls=hoofdmenu]").click(), widths: [390] },
  { name: "credits", path: "/dank", session: worker },
  { name: "example-list", path: "/voorbeeld", session: worker },
  { name: "example-empty", path: "/voorbeeld", session: worker, wishes: json({ wishes: [] }) },
  { name: "example-error", path: "/voorbeeld", session: worker, wishes: json(sorry, 400) },
  { name: "example-form", path: "/voorbeeld/nieuw", session: worker },
  { name: "preferences", path: "/mijn", session: client, then: async (page) => { await page.locator("header button").first().click(); await page.getByRole("dialog").waitFor(); } },
  { name: "client-home", path: "/mijn", session: client },
  { name: "client-welcome", path: "/mijn", session: nobody },
];

// With --built it looks at dist/ behind the gateway's own content policy instead of at the sources.
const built = process.argv.includes("--built");
const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const server = built
  ? await preview({ preview: { port: 0, host: "127.0.0.1", headers: { "Content-Security-Policy": policy } }, logLevel: "error" })
  : await createServer({ server: { port: 0, host: "127.0.0.1", hmr: false }, logLevel: "error" });
if (!built) await server.listen();
const inBuild = (spec) => !built || !/^(design|example)/.test(spec.name);
const baseURL = `http://127.0.0.1:${server.httpServer.address().port}`;
const browser = await launch();
let failed = 0;
for (const spec of pages.filter(inBuild).filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  for (const dark of [false, true]) {
    const name = `${spec.name}${dark ? "-dark" : ""}`;
    const { page, strangers, complaints, close } = await newPage(browser, { baseURL, dark, ...(spec.viewport && { viewport: spec.viewport }) });
    await page.route("**/auth/session", (route) => route.fulfill(json(spec.session)));
    await page.route("**/auth/organisations", (route) => route.fulfill(json(organisations)));
    await page.route("**/auth/demo-people", (route) => route.fulfill(json(demo)));
    await page.route("**/api/v1/signals", (route) => route.fulfill(json(spec.quiet ? { signals: [] } : signals)));
    await page.route("**/api/v1/wishes", (route) => route.fulfill(spec.wishes ?? json(wishes)));
    await page.route("**/api/v1/names:batchGet", (route) => route.fulfill(json(names)));
    try {
      await page.goto(spec.path);
      if (spec.name === "design") await page.locator("h1").waitFor();
      else await settled(page);
      await spec.then?.(page);
      await axeClean(page, name);
      await shot(page, name, spec.widths);
      await page.setViewportSize({ width: 320, height: 640 });
      await fitsWidth(page, name);
      if (strangers.length > 0) throw new Error(`${name} asked other hosts: ${strangers.join(", ")}`);
      const real = complaints.filter((text) => !/status of 400/.test(text));
      if (real.length > 0) throw new Error(`${name} complains: ${real.join("\n  ")}`);
      console.log(`ok   ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL ${name}: ${error.message}`);
      await shot(page, `${name}-failed`, spec.widths).catch(() => null);
    }
    await close();
  }
}
await browser.close();
await server.close();
process.exit(failed > 0 ? 1 : 0);
