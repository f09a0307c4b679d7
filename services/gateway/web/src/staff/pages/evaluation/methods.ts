/** Ways to consult each other; each has five steps in the catalogue, or three. */
import type { Method } from "./queries";

export const methods = ["METHOD_INCIDENT", "METHOD_FIVE_STEPS", "METHOD_WITH_CLIENTS", "METHOD_OPEN"] as const satisfies readonly Method[];
export type KnownMethod = (typeof methods)[number];

export const methodOf = (method: Method | undefined): KnownMethod => methods.find((one) => one === method) ?? "METHOD_OPEN";

const five = ["1", "2", "3", "4", "5"] as const;
export const stepKeys = {
  METHOD_INCIDENT: five.map((n) => `evaluation.method.METHOD_INCIDENT.${n}` as const),
  METHOD_FIVE_STEPS: five.map((n) => `evaluation.method.METHOD_FIVE_STEPS.${n}` as const),
  METHOD_WITH_CLIENTS: five.map((n) => `evaluation.method.METHOD_WITH_CLIENTS.${n}` as const),
  METHOD_OPEN: (["1", "2", "3"] as const).map((n) => `evaluation.method.METHOD_OPEN.${n}` as const),
};
