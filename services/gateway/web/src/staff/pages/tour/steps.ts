/** Where the tour of somebody with these roles goes: a few real pages, in the order in which one meets them. */
import type { Role } from "@/api/session";

export const stepIds = ["welcome", "today", "people", "networkers", "matches", "region", "activities", "safety", "intervision", "insight", "organisation", "colleagues", "texts", "systems", "rights", "end"] as const;
export type TourStepId = (typeof stepIds)[number];

export interface TourStep {
  id: TourStepId;
  /** The page it is about; undefined: it stays where it is. */
  to?: string;
}

const pages: Record<TourStepId, string | undefined> = {
  welcome: undefined, today: "/", people: "/mensen", networkers: "/netwerkers", matches: "/koppelingen", region: "/regio", activities: "/activiteiten", safety: undefined,
  intervision: "/intervisie", insight: "/inzicht", organisation: "/organisatie", colleagues: "/organisatie?deel=collegas", texts: "/organisatie?deel=teksten",
  systems: "/organisatie?deel=systemen", rights: "/organisatie/wie-mag-wat", end: "/",
};

const guiding: TourStepId[] = ["today", "people", "networkers", "matches", "activities", "safety"];
const goes: Partial<Record<Role, TourStepId[]>> = {
  support_worker: [...guiding, "intervision"],
  network_lead: [...guiding, "intervision", "insight"],
  coordinator: [...guiding, "insight", "organisation"],
  organisation_admin: ["organisation", "colleagues", "texts", "systems", "rights"],
  region_coordinator: ["region", "rights"],
  platform_operator: ["rights"],
};

/** Welcome, what the roles need, goodbye; a step of two roles comes once. */
export function tourFor(roles: readonly Role[]): TourStep[] {
  const wanted = new Set(roles.flatMap((role) => goes[role] ?? []));
  return stepIds.filter((id) => id === "welcome" || id === "end" || wanted.has(id)).map((id) => ({ id, to: pages[id] }));
}
