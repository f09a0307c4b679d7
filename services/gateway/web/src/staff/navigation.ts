/**
 * The places of the staff face, and who sees them. The server decides what somebody may do; this only keeps the menu short.
 * `key` goes there after a g (staff/quick/keys.ts).
 */
import type { Role } from "@/api/session";

/** Whoever guides, or leads who guide: what is about clients is theirs. Who administers finds the organisation, and nothing of people. */
const guides = ["support_worker", "network_lead", "coordinator"] as const;

export const places = [
  { to: "/", key: "v", label: "shell.today" },
  { to: "/mensen", key: "m", label: "shell.people", roles: guides },
  { to: "/netwerkers", key: "n", label: "shell.networkers", roles: guides },
  { to: "/koppelingen", key: "k", label: "shell.matches", roles: guides, also: ["/plan", "/regio"] },
  { to: "/regio", key: "r", label: "shell.region", roles: ["region_coordinator"] },
  { to: "/activiteiten", key: "a", label: "shell.activities", roles: guides },
  { to: "/intervisie", key: "i", label: "shell.intervision", roles: guides },
  { to: "/team", key: "t", label: "shell.team" },
  { to: "/inzicht", key: "z", label: "shell.insight", roles: ["network_lead", "coordinator"] },
  { to: "/organisatie", key: "o", label: "shell.organisation", roles: ["network_lead", "coordinator", "organisation_admin"] },
] as const satisfies readonly { to: string; key: string; label: `shell.${string}`; roles?: readonly Role[]; also?: readonly string[] }[];

export type Place = (typeof places)[number];

export const placesFor = (roles: readonly Role[]): Place[] =>
  places.filter((place) => !("roles" in place) || place.roles.some((role) => roles.includes(role)));

const within = (place: string, path: string) => path === place || path.startsWith(`${place}/`);

/** Whether a page belongs to a place of the menu though its address begins differently. */
export const alsoIn = (place: Place, path: string): boolean => "also" in place && place.also.some((other) => within(other, path));
