/** One match: a question while it is proposed; later who we are together, what we do next, a pause, and stopping in one tap. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ClientPage } from "@/client/ClientPage";
import { matchQuery, myself, useMe } from "@/client/data";
import { usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import { useT } from "@/i18n/client";
import { Acquainted } from "./Acquainted";
import { Closing } from "./Closing";
import { NoStop } from "./NoStop";
import { Proposal } from "./Proposal";
import { asks, isInvited } from "./state";
import { planStop } from "./stop";
import { UnderWay } from "./UnderWay";
import { useWho } from "./who";

export function MatchPage() {
  const t = useT();
  const me = useMe();
  const matchId = usePart("matchId");
  const match = useQuery(matchQuery(matchId));
  const who = useWho(match.data);
  const [stopped, setStopped] = useState(false);
  // The question stays in view after it was answered: what follows is said there, and not by a page that is gone.
  const [asked, setAsked] = useState(false);
  const now = match.data;
  if (stopped) return <NoStop matchId={matchId} name={who.said} onAgain={() => setStopped(false)} />;
  if (now && (asked || asks(now, me))) return <Proposal match={now} who={who} onAsked={setAsked} />;
  const stop = () => {
    planStop(matchId);
    setStopped(true);
  };
  if (!now) return <ClientPage title={t("client.tile.people")} back="/mijn/mensen"><Ready of={[match]}>{() => null}</Ready></ClientPage>;
  if (now.state === "STATE_PROPOSED" || isInvited(now, me)) return <Proposal match={now} who={who} onAsked={setAsked} said={myself(now, me)?.answer} />;
  const frame = { match: now, who, onStop: stop };
  switch (now.state) {
    case "STATE_GETTING_ACQUAINTED": return <Acquainted {...frame} />;
    case "STATE_CLOSING":
    case "STATE_CLOSED": return <Closing {...frame} />;
    default: return <UnderWay {...frame} />;
  }
}
