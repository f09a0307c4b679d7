/** "Would you like to meet somebody of …?": what is known of them in pictures, and yes, maybe, not now, no. Each is fine. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Answer, answerAsClient, type RegionalRequest, requestQuery, waitsForClient } from "@/app/region";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import kit from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Thinking } from "@/client/Thinking";
import { Told } from "@/client/Told";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { Eye, HeartHands, RaisedHand, Seedling, SmilingFaceWithSmilingEyes, ThinkingFace, ThreeOclock, ThumbsUp } from "@/pictograms";
import { askedKey, planNo } from "./no";
import { Pictures } from "./Pictures";
import { useShown } from "./say";

const back = "/mijn/mensen";
type Said = Exclude<Answer, "ANSWER_UNSPECIFIED">;

export function AskedPage() {
  const t = useT();
  const id = usePart("requestId");
  const request = useQuery(requestQuery(id));
  // What follows an answer is said on the same page, and not by one that is gone.
  const [told, setTold] = useState<Said | null>(null);
  const [met, setMet] = useState<RegionalRequest | null>(null);
  const now = request.data;
  if (!now) return <ClientPage title={t("client.tile.people")} back={back}><Ready of={[request]}>{() => null}</Ready></ClientPage>;
  const organisation = now.other?.name ?? "";
  const again = () => setTold(null);
  if (told === "ANSWER_NO" || told === "ANSWER_NOT_NOW") return <No said={told} id={id} onAgain={again} />;
  if (told) return <Yes said={told} request={met ?? now} organisation={organisation} onAgain={again} />;
  if (now.state === "STATE_WITH_CLIENTS" && (waitsForClient(now) || now.answer === "ANSWER_MAYBE")) {
    return <Question request={now} organisation={organisation} onTold={(said, after) => { setTold(said); setMet(after ?? null); }} />;
  }
  return <Known request={now} organisation={organisation} />;
}

function Question({ request, organisation, onTold }: { request: RegionalRequest; organisation: string; onTold: (said: Said, after?: RegionalRequest) => void }) {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const say = useShown();
  const [chosen, setChosen] = useState<Said[]>([]);
  const id = request.id ?? "";
  const tell = useTell((said: Said, requestId) => answerAsClient({ id }, { clientId: me, answer: said }, requestId), "region", "matches");
  const likes = request.askedByUs ? say.likes(request.wish?.interests) : [];
  const next = () => {
    const said = chosen[0];
    if (!said) return;
    if (said === "ANSWER_NO" || said === "ANSWER_NOT_NOW") {
      planNo(id, me, said);
      onTold(said);
    } else tell.send(said, (after) => onTold(said, after));
  };
  return (
    <QuestionPage
      question={t("nearby.ask", { organisation })}
      hint={t("meeting.proposal.hint")}
      back={back}
      above={
        <>
          {request.reason && <Why reason={request.reason} />}
          <Pictures title={t("nearby.theyLike")} of={likes} />
        </>
      }
      choices={[
        { value: "ANSWER_YES", words: t("common.yes"), picture: ThumbsUp },
        { value: "ANSWER_MAYBE", words: t("common.maybe"), picture: ThinkingFace },
        { value: "ANSWER_NOT_NOW", words: t("meeting.proposal.notNow"), picture: ThreeOclock },
        { value: "ANSWER_NO", words: t("common.no"), picture: RaisedHand },
      ]}
      chosen={chosen}
      onChoose={setChosen}
      onNext={next}
      onSkip={() => go(back)}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}

function Why({ reason }: { reason: string }) {
  const t = useT();
  return (
    <section className={kit.card}>
      <div className={kit.cardTop}>
        <div><h2>{t("nearby.why")}</h2><p>{reason}</p></div>
        <ReadAloud text={reason} />
      </div>
    </section>
  );
}

/** It has not gone yet: there is time to think again. */
function No({ said, id, onAgain }: { said: Said; id: string; onAgain: () => void }) {
  const t = useT();
  const no = said === "ANSWER_NO";
  return (
    <Thinking
      planned={askedKey(id)}
      title={t(no ? "meeting.proposal.noTitle" : "meeting.proposal.notNowTitle")}
      sentences={no ? [t("meeting.proposal.no"), t("nearby.no2")] : [t("meeting.proposal.notNow1"), t("meeting.proposal.notNow2")]}
      picture={no ? HeartHands : ThreeOclock}
      back={back}
      again={t("meeting.proposal.change")}
      onAgain={onAgain}
      then={back}
    />
  );
}

/** After a yes: nothing is promised (M-17), and now one may choose what the other sees. */
function Yes({ said, request, organisation, onAgain }: { said: Said; request: RegionalRequest; organisation: string; onAgain: () => void }) {
  const t = useT();
  const id = request.id ?? "";
  if (said === "ANSWER_MAYBE") {
    return (
      <Told title={t("meeting.proposal.maybeTitle")} sentences={[t("meeting.proposal.maybe"), t("meeting.proposal.maybe2")]} picture={ThinkingFace} back={back}>
        <Doings single>
          <Doing words={t("meeting.proposal.change")} picture={Seedling} onPress={onAgain} />
          <Doing href={back} words={t("common.done")} picture={ThumbsUp} tone="leaf" />
        </Doings>
      </Told>
    );
  }
  const met = request.state === "STATE_MET";
  const sentences = met ? [t("nearby.both", { organisation }), t("meeting.proposal.both2")] : [t("nearby.yes1"), t("meeting.proposal.yes2"), t("meeting.proposal.yes3")];
  return (
    <Told title={t(met ? "meeting.proposal.bothTitle" : "meeting.proposal.yesTitle")} sentences={sentences} picture={SmilingFaceWithSmilingEyes} back={back}>
      <Doings single>
        <Doing href={`/mijn/mensen/buurt/${id}/laten-zien`} words={t("nearby.choose")} note={t("nearby.chooseNote")} picture={Eye} tone="lilac" />
        <Doing href={back} words={t("nearby.later")} picture={ThreeOclock} />
      </Doings>
    </Told>
  );
}

/** Answered before, or over: where it stands, and what one may still do. */
function Known({ request, organisation }: { request: RegionalRequest; organisation: string }) {
  const t = useT();
  const id = request.id ?? "";
  const open = request.state === "STATE_WITH_CLIENTS" || request.state === "STATE_MET";
  const title = t("nearby.someoneOf", { organisation });
  if (!open) return <ClientPage title={title} back={back} about=""><Kind title={t("nearby.over")} text={t("nearby.overText")} picture={Seedling} /></ClientPage>;
  return (
    <ClientPage title={title} question={t(request.state === "STATE_MET" ? "client.people.state.acquainted" : "client.people.state.saidYes")} back={back}>
      {request.reason && <Why reason={request.reason} />}
      <Doings>
        {request.matchId && <Doing href={`/mijn/mensen/${request.matchId}`} words={t("nearby.toMatch")} picture={SmilingFaceWithSmilingEyes} tone="leaf" />}
        <Doing href={`/mijn/mensen/buurt/${id}/laten-zien`} words={t("nearby.choose")} note={t("nearby.chooseNote")} picture={Eye} tone="lilac" />
        {request.state === "STATE_WITH_CLIENTS" && <NoAfterAll id={id} />}
      </Doings>
    </ClientPage>
  );
}

function NoAfterAll({ id }: { id: string }) {
  const t = useT();
  const me = useMe();
  const tell = useTell((said: Said, requestId) => answerAsClient({ id }, { clientId: me, answer: said }, requestId), "region");
  return <Doing words={t("nearby.noAfterAll")} note={t("nearby.noAfterAllNote")} picture={RaisedHand} tone="rose" onPress={() => tell.send("ANSWER_NO")} busy={tell.busy} />;
}
