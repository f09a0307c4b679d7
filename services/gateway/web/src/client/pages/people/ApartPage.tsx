/** "Rather not together": with whom, in a group; then one tap, no reason, and time to think again. The other never hears it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { matchQuery, useMe } from "@/client/data";
import { useGo, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import { Thinking } from "@/client/Thinking";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/client";
import { useNames } from "@/names/names";
import { HeartHands, RaisedHand, SmilingFaceWithSmilingEyes } from "@/pictograms";
import { apartKey, planApart } from "./stop";
import { useWho } from "./who";

export function ApartPage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const matchId = usePart("matchId");
  const back = `/mijn/mensen/${matchId}`;
  const match = useQuery(matchQuery(matchId));
  const { ids } = useWho(match.data);
  const [who, setWho] = useState<string[]>([]);
  const [apart, setApart] = useState<string | null>(null);
  const nameOf = useNames([...ids, ...(apart ? [apart] : [])]);
  if (apart) return <Apart otherId={apart} name={nameOf(apart, true)} onAgain={() => setApart(null)} />;
  if (!match.data) return <ClientPage title={t("meeting.apart.way")} back={back}><Ready of={[match]}>{() => null}</Ready></ClientPage>;
  const sure = (id: string) => {
    planApart(me, id);
    setApart(id);
  };
  if (ids.length > 1) {
    return (
      <QuestionPage
        question={t("meeting.apart.whom")}
        hint={t("meeting.apart.noWhy")}
        back={back}
        choices={ids.map((id) => ({ value: id, words: nameOf(id, true), mark: <Initials name={nameOf(id)} size="5rem" /> }))}
        chosen={who}
        onChoose={setWho}
        onNext={() => who[0] && sure(who[0])}
        onSkip={() => go(back)}
      />
    );
  }
  return (
    <QuestionPage
      question={t("meeting.apart.question", { name: nameOf(ids[0], true) })}
      hint={t("meeting.apart.noWhy")}
      back={back}
      choices={[
        { value: "yes", words: t("meeting.apart.yes"), picture: RaisedHand },
        { value: "no", words: t("meeting.apart.no"), picture: SmilingFaceWithSmilingEyes },
      ]}
      chosen={who}
      onChoose={setWho}
      onNext={() => (who[0] === "yes" && ids[0] ? sure(ids[0]) : go(back))}
      onSkip={() => go(back)}
    />
  );
}

function Apart({ otherId, name, onAgain }: { otherId: string; name: string; onAgain: () => void }) {
  const t = useT();
  return (
    <Thinking
      planned={apartKey(otherId)}
      title={t("meeting.apart.title")}
      sentences={[t("meeting.apart.fine"), t("meeting.apart.notTold", { name }), t("meeting.stop.talk")]}
      picture={HeartHands}
      back="/mijn/mensen"
      again={t("meeting.apart.again")}
      onAgain={onAgain}
      then="/mijn/mensen"
    />
  );
}
