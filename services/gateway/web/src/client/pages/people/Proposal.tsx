/** "Would you like to meet …?", or "… to join …?": yes, maybe, not now, no. Each is fine, and each gets a kind word back. */
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { type Match, myself, useMe } from "@/client/data";
import { useGo } from "@/client/go";
import { Thinking } from "@/client/Thinking";
import { useTell } from "@/client/tell";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { HeartHands, RaisedHand, SmilingFaceWithSmilingEyes, ThinkingFace, ThreeOclock, ThumbsUp } from "@/pictograms";
import styles from "@/client/kit.module.css";
import { sentencesOf } from "./notice";
import { Scene } from "./Scene";
import { isInvited } from "./state";
import { planNo, stopKey } from "./stop";
import type { Who } from "./who";

type Answer = NonNullable<Message<"matching.v1.Answer">>;

interface ProposalProps {
  match: Match;
  who: Who;
  onAsked: (asked: boolean) => void;
  /** What I said before: it may be changed. */
  said?: Answer;
}

export function Proposal({ match, who, onAsked, said }: ProposalProps) {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const id = match.id ?? "";
  const name = who.said;
  // Which of the two it is does not change under the reader's eyes once they answered.
  const [into] = useState(() => isInvited(match, me));
  const [chosen, setChosen] = useState<Answer[]>([]);
  const [told, setTold] = useState<Answer | null>(said && said !== "ANSWER_UNSPECIFIED" ? said : null);
  const tell = useTell(
    (choice: Answer, requestId) =>
      answer(api.POST(into ? "/api/v1/matches/{id}:answer-invitation" : "/api/v1/matches/{id}:answer", { params: { path: { id } }, body: { clientId: me, answer: choice, requestId } })),
    "matches",
  );
  const choices = [
    { value: "ANSWER_YES", words: t("common.yes"), picture: ThumbsUp },
    { value: "ANSWER_MAYBE", words: t("common.maybe"), picture: ThinkingFace },
    { value: "ANSWER_NOT_NOW", words: t("meeting.proposal.notNow"), picture: ThreeOclock },
    { value: "ANSWER_NO", words: t("common.no"), picture: RaisedHand },
  ] as const;
  const again = () => {
    setTold(null);
    setChosen([]);
  };
  if (told) {
    const now = tell.said;
    const both = !!now && (into ? now.state === "STATE_UNDER_WAY" && !isInvited(now, me) : now.state === "STATE_GETTING_ACQUAINTED");
    return <After answer={told} name={name} matchId={id} both={both} into={into} notice={now?.notice} onAgain={again} />;
  }
  const next = () => {
    const choice = chosen[0];
    if (!choice) return;
    onAsked(true);
    if (choice === "ANSWER_NO" || choice === "ANSWER_NOT_NOW") {
      planNo({ id, clientId: me, said: choice, into });
      setTold(choice);
    } else tell.send(choice, () => setTold(choice));
  };
  return (
    <QuestionPage
      about={into ? "match.join" : "match.proposal"}
      question={into ? t("meeting.join.question", { name }) : t("meeting.proposal.question", { name })}
      hint={t("meeting.proposal.hint")}
      back="/mijn/mensen"
      above={<><Scene match={match} names={who.names} /><Why match={match} name={name} into={into} /></>}
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

/** Why these people, and who goes first: in plain words, with a voice. */
function Why({ match, name, into }: { match: Match; name: string; into: boolean }) {
  const t = useT();
  const me = useMe();
  const lead = myself(match, me)?.networker ? t("meeting.youLead") : match.participants?.some((one) => one.networker) && !into ? t("meeting.theyLead", { name }) : "";
  if (!match.reason && !lead) return null;
  const title = into ? t("meeting.join.why") : t("meeting.proposal.why", { name });
  return (
    <section className={styles.card}>
      <div className={styles.cardTop}>
        <div className={styles.whyWords}><h2>{title}</h2>{match.reason && <p className={styles.large}>{match.reason}</p>}{lead && <p>{lead}</p>}</div>
        <ReadAloud text={[title, match.reason, lead].filter(Boolean).join(" ")} />
      </div>
    </section>
  );
}

interface AfterProps {
  answer: Answer;
  name: string;
  matchId: string;
  both: boolean;
  into: boolean;
  /** When a yes did not lead where one might think: the last place was taken, the yes is kept. */
  notice?: Message<"matching.v1.Sentence">;
  onAgain: () => void;
}

function After({ answer: said, name, matchId, both, into, notice, onAgain }: AfterProps) {
  const t = useT();
  const yes = () => {
    if (notice) return [...sentencesOf(notice, t.language), t("meeting.proposal.yes3")];
    if (into) return both ? [t("meeting.join.in", { name }), t("meeting.proposal.both2")] : [t("meeting.join.yes"), t("meeting.proposal.yes3")];
    if (both) return [t("meeting.proposal.both", { name }), t("meeting.proposal.both2")];
    return [t("meeting.proposal.yes", { name }), t("meeting.proposal.yes2"), t("meeting.proposal.yes3")];
  };
  const texts = {
    ANSWER_YES: { title: both ? t(into ? "meeting.join.inTitle" : "meeting.proposal.bothTitle") : t("meeting.proposal.yesTitle"), sentences: yes(), picture: SmilingFaceWithSmilingEyes },
    ANSWER_MAYBE: { title: t("meeting.proposal.maybeTitle"), sentences: [t("meeting.proposal.maybe"), t("meeting.proposal.maybe2")], picture: ThinkingFace },
    ANSWER_NOT_NOW: { title: t("meeting.proposal.notNowTitle"), sentences: [t("meeting.proposal.notNow1"), t("meeting.proposal.notNow2")], picture: ThreeOclock },
    ANSWER_NO: { title: t("meeting.proposal.noTitle"), sentences: [t("meeting.proposal.no"), t("meeting.proposal.no2", { name })], picture: HeartHands },
    ANSWER_UNSPECIFIED: { title: "", sentences: [], picture: HeartHands },
  }[said];
  return (
    <Thinking
      {...texts}
      planned={stopKey(matchId)}
      back="/mijn/mensen"
      again={both ? undefined : t("meeting.proposal.change")}
      onAgain={onAgain}
      then="/mijn/mensen"
    />
  );
}
