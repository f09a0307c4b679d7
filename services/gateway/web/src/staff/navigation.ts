/**
 * The places of the staff face, and who sees them. The server decides what somebody may do; this only keeps the menu short.
 * `key` goes there after a g (staff/quick/keys.ts); `also` are pages that belong there though their address begins differently.
 */
import type { Role } from "@/api/session";

/** Whoever guides, or leads who guide: what is about clients is theirs. Who administers finds the organisation, and nothing of people. */
const guides = ["support_worker", "network_lead", "coordinator"] as const;

export const places = [
  { to: "/", key: "v", label: "shell.today", also: ["/zorgen"] },
  { to: "/mensen", key: "m", label: "shell.people", roles: guides, also: ["/spoed", "/overlegkaart?persoon"] },
  { to: "/netwerkers", key: "n", label: "shell.networkers", roles: guides },
  { to: "/koppelingen", key: "k", label: "shell.matches", roles: guides, also: ["/tussenstand", "/overlegkaart", "/plan", "/regio"] },
  { to: "/regio", key: "r", label: "shell.region", roles: ["region_coordinator"] },
  { to: "/activiteiten", key: "a", label: "shell.activities", roles: guides },
  { to: "/intervisie", key: "i", label: "shell.intervision", roles: guides },
  { to: "/team", key: "t", label: "shell.team", also: ["/verhalen"] },
  { to: "/inzicht", key: "z", label: "shell.insight", roles: ["network_lead", "coordinator"] },
  { to: "/organisatie", key: "o", label: "shell.organisation", roles: ["network_lead", "coordinator", "organisation_admin"], also: ["/overnemen"] },
] as const satisfies readonly { to: string; key: string; label: `shell.${string}`; roles?: readonly Role[]; also?: readonly string[] }[];

export type Place = (typeof places)[number];

/** What stands in the menu of oneself, at the foot; and the button beside it, which is a page too. */
export const ofOneself = ["/mijn-pagina", "/aangemeld", "/dank", "/organisatie/wie-mag-wat"] as const;
export const concernPage = "/zorg";

export const placesFor = (roles: readonly Role[]): Place[] =>
  places.filter((place) => !("roles" in place) || place.roles.some((role) => roles.includes(role)));

const within = (place: string, path: string) => path === place || (place !== "/" && path.startsWith(`${place}/`));

/** "/overlegkaart?persoon": only where the address asks about somebody. */
function belongs(page: string, path: string, search: Record<string, unknown>): boolean {
  const [start = "", asked] = page.split("?");
  return within(start, path) && (!asked || search[asked] !== undefined);
}

/** The one place of the menu in which a page stands. A place with the page's own address goes before one that only takes it in. */
export function placeOf(path: string, search: Record<string, unknown>, roles: readonly Role[]): Place | undefined {
  const mine = placesFor(roles);
  return mine.find((place) => within(place.to, path)) ?? mine.find((place) => "also" in place && place.also.some((page) => belongs(page, path, search)));
}

export const isOfOneself = (path: string): boolean => ofOneself.some((page) => within(page, path));

/** Whether every id in an address is one: "/mensen/01a2…" may have been broken off in a mail. */
export const hasWholeIds = (params: Record<string, string | undefined>): boolean =>
  Object.entries(params).every(([name, value]) => !name.endsWith("Id") || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value ?? ""));
