/** "Will you think along?": when, with whom, what about, and yes, maybe or no. All are fine; it can be changed. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { today } from "@/client/days";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import kit from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { capital } from "@/client/words";
import { ReadAloud } from "@/design/ReadAloud";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/client";
import { useWorkerNames } from "@/names/names";
import { HeartHands, RaisedHand, Seedling, SmilingFaceWithSmilingEyes, ThinkingFace, ThumbsUp } from "@/pictograms";
import { answerMeeting, type Coming, type Meeting, meetingsQuery, useMeetingDay } from "./meetings";

const back = "/mijn/mensen";
const known = ["ANSWER_YES", "ANSWER_MAYBE", "ANSWER_NO"] as const;

export function MeetingPage() {
  const t = useT();
  const id = usePart("meetingId");
  const list = useQuery(meetingsQuery);
  const [again, setAgain] = useState(false);
  const of = list.data?.find((one) => one.id === id);
  if (!list.data) return <ClientPage title={t("consult.title")} back={back}><Ready of={[list]}>{() => null}</Ready></ClientPage>;
  if (!of) return <ClientPage title={t("consult.title")} back={back} about=""><Kind title={t("consult.gone")} text={t("consult.no1")} picture={Seedling} /></ClientPage>;
  if (of.calledOff) return <Told title={t("consult.off")} sentences={[t("consult.no1")]} picture={Seedling} back={back} />;
  if (of.held || (of.day ?? "") < today()) return <Told title={t("consult.been")} sentences={[of.toldBack || t("consult.beenText")]} picture={HeartHands} back={back} />;
  const said = known.find((one) => one === of.answer);
  if (said && !again) return <Said said={said} onAgain={() => setAgain(true)} />;
  return <Question of={of} onTold={() => setAgain(false)} />;
}

function Question({ of, onTold }: { of: Meeting; onTold: () => void }) {
  const t = useT();
  const go = useGo();
  const [chosen, setChosen] = useState<Coming[]>([]);
  const tell = useTell((said: Coming, requestId) => answerMeeting(of, said, requestId), "meetings");
  return (
    <QuestionPage
      question={t("consult.title")}
      hint={t("consult.fine")}
      back={back}
      above={<About of={of} />}
      choices={[
        { value: "ANSWER_YES", words: t("common.yes"), picture: ThumbsUp },
        { value: "ANSWER_MAYBE", words: t("common.maybe"), picture: ThinkingFace },
        { value: "ANSWER_NO", words: t("common.no"), picture: RaisedHand },
      ]}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => chosen[0] && tell.send(chosen[0], onTold)}
      onSkip={() => go(back)}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}

function About({ of }: { of: Meeting }) {
  const t = useT();
  const when = useMeetingDay()(of);
  const nameOf = useWorkerNames(of.organiserIds ?? []);
  const names = (of.organiserIds ?? []).map((id) => nameOf(id, true));
  // Whose name the client does not know comes last, and once: "met Bas en nog iemand".
  const known = names.filter((name) => name !== t("common.nameHidden"));
  const who = t("consult.who", { names: useFormat().list(known.length < names.length ? [...known, t(known.length > 0 ? "consult.another" : "consult.somebody")] : known) });
  const words = of.words || t("consult.about");
  return (
    <section className={kit.card}>
      <div className={kit.cardTop}>
        <div><h2>{capital(when)}</h2><p>{who}</p><p>{words}</p><p>{t("consult.yours")}</p></div>
        <ReadAloud text={[when, who, words, t("consult.yours")].join(". ")} />
      </div>
    </section>
  );
}

function Said({ said, onAgain }: { said: Coming; onAgain: () => void }) {
  const t = useT();
  const picture = { ANSWER_YES: SmilingFaceWithSmilingEyes, ANSWER_MAYBE: ThinkingFace, ANSWER_NO: HeartHands }[said];
  const title = { ANSWER_YES: t("consult.yesTitle"), ANSWER_MAYBE: t("consult.maybeTitle"), ANSWER_NO: t("consult.noTitle") }[said];
  return (
    <Told title={title} sentences={[said === "ANSWER_NO" ? t("consult.no1") : t("consult.yes1")]} picture={picture} back={back}>
      <Doings single>
        <Doing words={t("consult.change")} picture={Seedling} onPress={onAgain} />
        <Doing href={back} words={t("common.done")} picture={ThumbsUp} tone="leaf" />
      </Doings>
    </Told>
  );
}
