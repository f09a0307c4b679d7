/** "Would you like to meet …?": yes, maybe, not now, no. Each is fine, and each gets a kind word back. */
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { type Match, useMe } from "@/client/data";
import { useGo } from "@/client/go";
import { Thinking } from "@/client/Thinking";
import { useTell } from "@/client/tell";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { HeartHands, RaisedHand, SmilingFaceWithSmilingEyes, ThinkingFace, ThreeOclock, ThumbsUp } from "@/pictograms";
import styles from "@/client/kit.module.css";
import { planNo, stopKey } from "./stop";

type Answer = NonNullable<Message<"matching.v1.Answer">>;

interface ProposalProps {
  match: Match;
  name: string;
  onAsked: (asked: boolean) => void;
  /** What I said before: it may be changed. */
  said?: Answer;
}

export function Proposal({ match, name, onAsked, said }: ProposalProps) {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const id = match.id ?? "";
  const [chosen, setChosen] = useState<Answer[]>([]);
  const [told, setTold] = useState<Answer | null>(said && said !== "ANSWER_UNSPECIFIED" ? said : null);
  const tell = useTell(
    (choice: Answer, requestId) =>
      answer(api.POST("/api/v1/matches/{id}:answer", { params: { path: { id } }, body: { clientId: me, answer: choice, requestId } })),
    "matches",
  );
  const choices = [
    { value: "ANSWER_YES", words: t("common.yes"), picture: ThumbsUp },
    { value: "ANSWER_MAYBE", words: t("common.maybe"), picture: ThinkingFace },
    { value: "ANSWER_NOT_NOW", words: t("client.proposal.notNow"), picture: ThreeOclock },
    { value: "ANSWER_NO", words: t("common.no"), picture: RaisedHand },
  ] as const;
  const again = () => {
    setTold(null);
    setChosen([]);
  };
  if (told) return <After answer={told} name={name} matchId={id} both={tell.said?.state === "STATE_GETTING_ACQUAINTED"} onAgain={again} />;
  const next = () => {
    const choice = chosen[0];
    if (!choice) return;
    onAsked(true);
    if (choice === "ANSWER_NO" || choice === "ANSWER_NOT_NOW") {
      planNo(id, me, choice);
      setTold(choice);
    } else tell.send(choice, () => setTold(choice));
  };
  return (
    <QuestionPage
      question={t("client.proposal.question", { name })}
      hint={t("client.proposal.hint")}
      back="/mijn/mensen"
      above={match.reason ? <Why name={name} reason={match.reason} /> : null}
      choices={choices}
      chosen={chosen}
      onChoose={setChosen}
      onNext={next}
      onSkip={() => go("/mijn/mensen")}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}

function Why({ name, reason }: { name: string; reason: string }) {
  const t = useT();
  return (
    <section className={styles.card}>
      <div className={styles.cardTop}>
        <div><h2>{t("client.proposal.why", { name })}</h2><p>{reason}</p></div>
        <ReadAloud text={reason} />
      </div>
    </section>
  );
}

function After({ answer: said, name, matchId, both, onAgain }: { answer: Answer; name: string; matchId: string; both: boolean; onAgain: () => void }) {
  const t = useT();
  const texts = {
    ANSWER_YES: both
      ? { title: t("client.proposal.bothTitle"), sentences: [t("client.proposal.both", { name }), t("client.proposal.both2")], picture: SmilingFaceWithSmilingEyes }
      : { title: t("client.proposal.yesTitle"), sentences: [t("client.proposal.yes", { name }), t("client.proposal.yes2"), t("client.proposal.yes3")], picture: SmilingFaceWithSmilingEyes },
    ANSWER_MAYBE: { title: t("client.proposal.maybeTitle"), sentences: [t("client.proposal.maybe"), t("client.proposal.maybe2")], picture: ThinkingFace },
    ANSWER_NOT_NOW: { title: t("client.proposal.notNowTitle"), sentences: [t("client.proposal.notNow1"), t("client.proposal.notNow2")], picture: ThreeOclock },
    ANSWER_NO: { title: t("client.proposal.noTitle"), sentences: [t("client.proposal.no"), t("client.proposal.no2", { name })], picture: HeartHands },
    ANSWER_UNSPECIFIED: { title: "", sentences: [], picture: HeartHands },
  }[said];
  return (
    <Thinking
      {...texts}
      planned={stopKey(matchId)}
      back="/mijn/mensen"
      again={both ? undefined : t("client.proposal.change")}
      onAgain={onAgain}
      then="/mijn/mensen"
    />
  );
}
