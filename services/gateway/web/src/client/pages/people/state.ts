/** Where a match is, for the person in it: in words, without what only others may know. */
import { type Match, myself } from "@/client/data";

type Person = ReturnType<typeof myself>;
const open = (person: Person) => !person?.answer || person.answer === "ANSWER_UNSPECIFIED";

/** Whether a question of this match waits for my answer. */
export const asks = (match: Match, me: string): boolean => match.state === "STATE_PROPOSED" && open(myself(match, me));

export function sayState(person: Person, match: Match) {
  switch (match.state) {
    case "STATE_PROPOSED": return person?.answer === "ANSWER_MAYBE" ? "client.people.state.maybe" : "client.people.state.saidYes";
    case "STATE_GETTING_ACQUAINTED": return "client.people.state.acquainted";
    case "STATE_PAUSED": return "client.people.state.paused";
    case "STATE_CLOSING": return "client.people.state.closing";
    case "STATE_CLOSED": return "client.people.state.closed";
    default: return "client.people.state.underWay";
  }
}
