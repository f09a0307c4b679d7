/** Somebody asks me along: who, what and when; yes, maybe, no, or "do not ask me this again". Nobody asks why. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { usePart } from "@/client/go";
import { kindPicture } from "@/client/kinds";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { capital } from "@/client/words";
import { Pictogram } from "@/design/Pictogram";
import { useWhat, useWhen } from "@/client/pages/going/say";
import { useT } from "@/i18n/client";
import { Calendar, HouseWithGarden, Locked, RaisedHand, SlightlySmilingFace, ThinkingFace, ThumbsUp } from "@/pictograms";
import { type Invitation, invitationsQuery } from "./data";
import { Over } from "./Over";
import { useAskedBy, useOthers } from "./say";

type Reply = "ANSWER_YES" | "ANSWER_MAYBE" | "ANSWER_NO" | "noMore";
type Said = "ANSWER_YES" | "ANSWER_MAYBE" | "ANSWER_NO";

export function InvitationPage() {
  const t = useT();
  const me = useMe();
  const id = usePart("activityId");
  const all = useQuery(invitationsQuery);
  const [said, setSaid] = useState<{ answer: Said; noMore: boolean } | null>(null);
  const one = all.data?.find((asked) => asked.activityId === id && asked.clientId === me);
  if (said) return <Answered id={id} {...said} onChange={() => setSaid(null)} />;
  if (!one) return <Over of={all} title={t("along.asked")} gone={t("along.asked.gone")} />;
  return <Question one={one} onSaid={(reply) => setSaid(reply)} />;
}

function Question({ one, onSaid }: { one: Invitation; onSaid: (said: { answer: Said; noMore: boolean }) => void }) {
  const t = useT();
  const me = useMe();
  const by = useAskedBy(one);
  const what = useWhat()(one.activity ?? {});
  const when = useWhen()(one.activity ?? {});
  const others = useOthers(one.activity, one.morePeople, one.askedByStaff ? undefined : one.askedById);
  const [chosen, setChosen] = useState<Reply[]>(one.noMore ? ["noMore"] : one.answer && one.answer !== "ANSWER_UNSPECIFIED" ? [one.answer] : []);
  const tell = useTell(
    (reply: { answer: Said; noMore: boolean }, requestId) =>
      answer(api.POST("/api/v1/activities/{activity_id}:answer", { params: { path: { activity_id: one.activityId ?? "" } }, body: { clientId: me, ...reply, requestId } })),
    "invitations", "activities", "welcome",
  );
  const send = () => {
    const reply = chosen[0];
    if (!reply) return;
    const said = reply === "noMore" ? { answer: "ANSWER_NO" as const, noMore: true } : { answer: reply, noMore: false };
    tell.send(said, () => onSaid(said));
  };
  const lines = [by, what, capital(when), ...(one.toAClub ? [t("along.asked.look")] : []), ...others];
  return (
    <QuestionPage<Reply>
      question={t("along.asked")}
      back="/mijn/eropuit"
      above={
        <div className={styles.told}>
          <Pictogram of={kindPicture(one.activity?.kind)} size="6rem" plate />
          <div className={styles.toldWords}>{lines.map((line) => <p key={line}>{line}</p>)}</div>
        </div>
      }
      choices={[
        { value: "ANSWER_YES", words: t("along.asked.yes"), picture: ThumbsUp },
        { value: "ANSWER_MAYBE", words: t("along.asked.maybe"), picture: ThinkingFace },
        { value: "ANSWER_NO", words: t("along.asked.no"), picture: RaisedHand },
        { value: "noMore", words: t("along.asked.noMore"), note: t("along.asked.noMore.note"), picture: Locked },
      ]}
      chosen={chosen}
      onChoose={setChosen}
      onNext={send}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}

function Answered({ id, answer: said, noMore, onChange }: { id: string; answer: Said; noMore: boolean; onChange: () => void }) {
  const t = useT();
  const yes = said === "ANSWER_YES";
  return (
    <Told
      title={t(`along.said.${said}`)}
      sentences={[...(noMore ? [t("along.said.noMore")] : []), ...(yes ? [] : [t("along.said.noWhy")]), t("along.said.change")]}
      picture={yes ? ThumbsUp : SlightlySmilingFace}
      back="/mijn/eropuit"
    >
      <Doings>
        {yes && <Doing href={`/mijn/eropuit/${id}`} words={t("along.toSee")} picture={Calendar} tone="leaf" />}
        {!yes && <Doing words={t("along.asked.yes")} note={t("along.said.change")} picture={ThumbsUp} onPress={onChange} />}
        <Doing href="/mijn/eropuit" words={t("client.tile.going")} picture={HouseWithGarden} />
      </Doings>
    </Told>
  );
}
