/** What can be found without asking the server: pages, things to do, locations. Pure; the words come from the catalogue. */
import type { Role } from "@/api/session";
import { matches } from "@/design/search";
import type { Key } from "@/i18n/core";
import type { StaffAreas } from "@/i18n/staff";
import { placesFor } from "@/staff/navigation";
import { partsFor } from "@/staff/pages/organisation/parts";

/** One line of what was found. */
export interface Found {
  /** Where it leads; `{}` stands for the person who is chosen next. */
  to: string;
  label: string;
  note?: string;
}

export const groups = ["recent", "actions", "people", "networkers", "matches", "activities", "places", "colleagues", "locations", "pages"] as const;
export type Group = (typeof groups)[number];

type Words = Key<StaffAreas>;
type Line = readonly [to: string, words: Words, roles?: readonly Role[]];

const guides: readonly Role[] = ["support_worker", "network_lead", "coordinator"];
const leads: readonly Role[] = ["coordinator", "organisation_admin"];

/** Stands in an address for the person somebody chooses next. */
export const forSomebody = "{}";
/** Not an address: opens the list of shortcuts. */
export const keysHelp = "#keys";

const actions: readonly Line[] = [
  ["/mensen/{}/wens", "quick.action.wish", guides],
  ["/koppelingen/spontaan", "quick.action.spontaneous", guides],
  ["/koppelingen/nieuw", "quick.action.match", guides],
  ["/activiteiten/nieuw", "quick.action.activity", guides],
  ["/mensen/{}/gesprek", "quick.action.talk", guides],
  ["/mensen/{}/stap", "quick.action.step", guides],
  ["/mensen/nieuw", "quick.action.person", guides],
  ["/netwerkers/nieuw", "quick.action.networker", guides],
  ["/tussenstand/nieuw", "quick.action.evaluation", guides],
  ["/intervisie/nieuw", "quick.action.intervision", guides],
  ["/activiteiten/plekken/nieuw", "quick.action.place", guides],
  ["/zorg", "quick.action.concern", guides],
  ["/organisatie/locatie", "quick.action.location", leads],
  ["/organisatie/collega", "quick.action.colleague", leads],
  [keysHelp, "quick.action.keys"],
];

const pages: readonly Line[] = [
  ["/activiteiten/plekken", "quick.page.places"],
  ["/activiteiten/terugkerend", "quick.page.series", guides],
  ["/activiteiten/ideeen", "quick.page.ideas", guides],
  ["/mensen/uit-zorg", "quick.page.leaving", guides],
  ["/tussenstand", "quick.page.evaluations", guides],
  ["/plan", "quick.page.plan", guides],
  ["/regio", "quick.page.region", guides],
  ["/intervisie/lessen", "quick.page.lessons", guides],
  ["/intervisie/manieren", "quick.page.methods", guides],
  ["/verhalen", "quick.page.stories"],
  ["/zorgen", "quick.page.concerns", guides],
  ["/spoed", "quick.page.emergency", ["support_worker"]],
  ["/overlegkaart", "quick.page.card", guides],
  ["/mijn-pagina", "shell.myPage"],
  ["/aangemeld", "shell.signedIn"],
  ["/dank", "shell.credits"],
];

const mine = (lines: readonly Line[], roles: readonly Role[]) => lines.filter(([, , only]) => !only || only.some((role) => roles.includes(role)));

export type Say = (key: Words) => string;

export const actionsFor = (roles: readonly Role[], say: Say): Found[] => mine(actions, roles).map(([to, words]) => ({ to, label: say(words) }));

export function pagesFor(roles: readonly Role[], say: Say): Found[] {
  return [
    ...placesFor(roles).map(({ to, label }) => ({ to, label: say(label) })),
    ...mine(pages, roles).map(([to, words]) => ({ to, label: say(words) })),
    ...partsFor(roles).map(({ id, to }) => ({ to: to ?? `/organisatie?deel=${id}`, label: say(`organisation.part.${id}`), note: say("organisation.title") })),
  ];
}

/** Of these, what somebody typed; at most a handful, so that no kind pushes the others away. */
export const typedOf = (all: readonly Found[], typed: string, most = 5): Found[] =>
  all.filter(({ label, note }) => matches(`${label} ${note ?? ""}`, typed)).slice(0, most);

/** The newest first, each once. */
export const addRecent = (recent: readonly Found[], found: Found, most = 6): Found[] =>
  [found, ...recent.filter(({ to }) => to !== found.to)].slice(0, most);
