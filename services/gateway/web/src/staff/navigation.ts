/** The places of the staff face, and who sees them. The server decides what somebody may do; this only keeps the menu short. */
import type { Role } from "@/api/session";

export const places = [
  { to: "/", label: "shell.today" },
  { to: "/mensen", label: "shell.people" },
  { to: "/netwerkers", label: "shell.networkers" },
  { to: "/koppelingen", label: "shell.matches", also: ["/plan", "/regio"] },
  { to: "/activiteiten", label: "shell.activities" },
  { to: "/intervisie", label: "shell.intervision" },
  { to: "/team", label: "shell.team" },
  { to: "/inzicht", label: "shell.insight", roles: ["network_lead", "coordinator"] },
  { to: "/organisatie", label: "shell.organisation", roles: ["network_lead", "coordinator", "organisation_admin"] },
] as const satisfies readonly { to: string; label: `shell.${string}`; roles?: readonly Role[]; also?: readonly string[] }[];

export type Place = (typeof places)[number];

export const placesFor = (roles: readonly Role[]): Place[] =>
  places.filter((place) => !("roles" in place) || place.roles.some((role) => roles.includes(role)));

const within = (place: string, path: string) => path === place || path.startsWith(`${place}/`);

/** Whether a page belongs to a place of the menu though its address begins differently. */
export const alsoIn = (place: Place, path: string): boolean => "also" in place && place.also.some((other) => within(other, path));
