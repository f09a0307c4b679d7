/** What the pages about the region have in common, apart from how they look. */
import type { RegionalRequest, RequestState } from "@/app/region";

export const regionParts = ["wensen", "vragen", "onze", "samen"] as const;
export type RegionPart = (typeof regionParts)[number];

/** What a request waits for, seen from this side. */
export type Waiting = "us" | "client" | "them" | "met" | "nothing";
export const waitings = ["us", "client", "them", "met", "nothing"] as const satisfies readonly Waiting[];

const unsaid = (request: RegionalRequest): boolean => !request.answer || request.answer === "ANSWER_UNSPECIFIED" || request.answer === "ANSWER_MAYBE";

export function waitingFor(request: RegionalRequest): Waiting {
  switch (request.state) {
    case "STATE_MET": return "met";
    case "STATE_ASKED": return request.askedByUs ? "them" : "us";
    case "STATE_WITH_CLIENTS": return unsaid(request) ? "client" : "them";
    default: return "nothing";
  }
}

/** Requests by what they wait for: what one could do something about first. */
export const byWaiting = (requests: readonly RegionalRequest[]): { waiting: Waiting; requests: RegionalRequest[] }[] =>
  waitings.map((waiting) => ({ waiting, requests: requests.filter((one) => waitingFor(one) === waiting) })).filter((group) => group.requests.length > 0);

/** The road of a request; one that returned to nothing stands nowhere on it. */
export const stones = ["STATE_ASKED", "STATE_WITH_CLIENTS", "STATE_MET"] as const satisfies readonly RequestState[];
