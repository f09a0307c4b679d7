/** Where a match is, in a few words. */
import { type Match, myself } from "@/client/data";
import { hasLeft } from "./state";

export function sayState(match: Match, me: string) {
  const own = myself(match, me);
  if (hasLeft(match, me)) return "meeting.state.left";
  if (match.state === "STATE_PROPOSED" || own?.invited) return own?.answer === "ANSWER_MAYBE" ? "client.people.state.maybe" : "client.people.state.saidYes";
  switch (match.state) {
    case "STATE_GETTING_ACQUAINTED": return "client.people.state.acquainted";
    case "STATE_PAUSED": return "client.people.state.paused";
    case "STATE_CLOSING": return "client.people.state.closing";
    case "STATE_CLOSED": return "client.people.state.closed";
    default: return "client.people.state.underWay";
  }
}
