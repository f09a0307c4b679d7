/** Where a match is for the person in it, without what only others may know. */
import { type Match, myself } from "@/client/data";

type Person = ReturnType<typeof myself>;
const open = (person: Person) => !person?.answer || person.answer === "ANSWER_UNSPECIFIED";

/** Asked into a group that others are in already. */
export const isInvited = (match: Match, me: string): boolean => !!myself(match, me)?.invited;

/** Left a group while the others went on. */
export const hasLeft = (match: Match, me: string): boolean => !!match.departed?.some((one) => one.clientId === me);

/** Whether a question of this match waits for my answer. */
export const asks = (match: Match, me: string): boolean => {
  const own = myself(match, me);
  return (match.state === "STATE_PROPOSED" || !!own?.invited) && open(own);
};

/** It was me who began this ending, or who left: I may take it back. */
export const mayTakeBack = (match: Match, me: string): boolean =>
  match.state !== "STATE_CLOSED" && (match.ending?.startedByClientId === me || hasLeft(match, me));

/** What I said I would like next. */
export const nextOf = (match: Match, me: string) =>
  [...(match.ending?.care ?? []), ...(match.departed ?? []).map((one) => ({ ...one.care, clientId: one.clientId }))].find((care) => care.clientId === me)?.next;
