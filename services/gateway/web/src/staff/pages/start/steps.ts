/**
 * How an organisation begins, per role. A step is over when the data says so: nothing is ticked by hand and nothing is kept.
 * They overlap and none locks another (O-03). No figures: a step is there or not there yet.
 */
import type { Role } from "@/api/session";

/** What is there already, as far as who asks may see it. */
export interface Facts {
  location: boolean;
  /** Somebody else works here too. */
  colleague: boolean;
  /** Every location has the two people colleagues can turn to (O-01). */
  leads: boolean;
  /** At least one location has them. */
  someLeads: boolean;
  /** Some text was made the organisation's own. */
  ownText: boolean;
  client: boolean;
  wish: boolean;
  /** Somebody said yes and goes out as a networker. */
  networker: boolean;
  match: boolean;
}

export type StepId = Exclude<keyof Facts, "someLeads">;

export interface Step {
  id: StepId;
  to: string;
  /** A second way to the same, in words of its own: `start.<id>.other`. */
  other?: string;
  /** Fine as it is: never the one thing to do now. */
  free?: true;
  /** Wanted everywhere, but an organisation that is long on its way may lack it somewhere: it begins only while nobody has it. */
  after?: "someLeads";
}

const steps = {
  location: { id: "location", to: "/organisatie/locatie" },
  colleague: { id: "colleague", to: "/organisatie/collega" },
  leads: { id: "leads", to: "/organisatie?deel=locaties", after: "someLeads" },
  ownText: { id: "ownText", to: "/organisatie?deel=teksten", free: true },
  client: { id: "client", to: "/mensen/nieuw" },
  wish: { id: "wish", to: "/mensen" },
  networker: { id: "networker", to: "/netwerkers/nieuw" },
  match: { id: "match", to: "/koppelingen/nieuw", other: "/koppelingen/spontaan" },
} as const satisfies Record<StepId, Step>;

const organising: readonly Step[] = [steps.location, { ...steps.colleague, other: "/organisatie?deel=systemen" }, steps.leads, steps.ownText];
const coordinating: readonly Step[] = [steps.location, steps.colleague, steps.leads, { ...steps.client, other: "/overnemen" }, steps.ownText];
const guiding: readonly Step[] = [steps.client, steps.wish, steps.networker, steps.match];

/** The steps of somebody with these roles, each once, in the order in which one would take them. */
export function stepsFor(roles: readonly Role[]): Step[] {
  const all = [
    ...(roles.includes("organisation_admin") ? organising : []),
    ...(roles.includes("coordinator") ? coordinating : []),
    ...(roles.includes("support_worker") || roles.includes("network_lead") ? guiding : []),
  ];
  return all.filter((step, at) => all.findIndex(({ id }) => id === step.id) === at);
}

/** Whether something still waits. What may stay as it is does not count, and after the first match the start is over. */
export const isBeginning = (of: readonly Step[], facts: Facts): boolean => !facts.match && of.some((step) => !step.free && !facts[step.after ?? step.id]);

/** The first that waits: the one thing to do now. */
export const nextOf = (of: readonly Step[], facts: Facts): Step | undefined => of.find((step) => !step.free && !facts[step.id]);
