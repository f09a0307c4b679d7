/** "What may be told about me?": the text, read out; yes, otherwise, or taken back. Nothing goes out without my yes (N-17). */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { LeftSpeechBubble, OpenHands, PeopleDialogue, Pencil, RaisedHand, SpeakingHead, ThumbsUp } from "@/pictograms";
import styles from "@/client/kit.module.css";
import { approve, type Participation, participationQuery, takeBack } from "./telling";

const back = "/mijn/over-mij/delen";
type After = "yes" | "otherwise" | "back";

export function TellingPage() {
  const t = useT();
  const participation = useQuery(participationQuery(useMe()));
  const [after, setAfter] = useState<After>();
  if (after) return <Said after={after} />;
  return (
    <ClientPage title={t("telling.title")} question={t("telling.lead")} back={back}>
      <Ready of={[participation]}>{() => participation.data && <Text now={participation.data} onSaid={setAfter} />}</Ready>
    </ClientPage>
  );
}

const parts = (...texts: (string | undefined)[]) => texts.filter((text): text is string => !!text);

function Text({ now, onSaid }: { now: Participation; onSaid: (after: After) => void }) {
  const t = useT();
  const me = useMe();
  const yes = useTell((etag: string, once) => approve(me, etag, once), "participation");
  const no = useTell((who: string, once) => takeBack(who, once), "participation");
  const draft = parts(now.socialNetwork, now.hobby);
  const out = parts(now.approvedSocialNetwork, now.approvedHobby);
  const isNew = draft.length > 0 && draft.join("\n") !== out.join("\n");
  if (draft.length === 0 && out.length === 0) return <Kind title={t("telling.none")} text={t("telling.noneText")} picture={LeftSpeechBubble} />;
  return (
    <>
      {out.length > 0 && <Words title={t("telling.out")} of={out} />}
      {isNew && <Words title={t(out.length > 0 ? "telling.new" : "telling.draft")} of={draft} />}
      <Doings single>
        {isNew && <Doing words={t("telling.yes")} note={t("telling.yesNote")} picture={ThumbsUp} tone="leaf" onPress={() => yes.send(now.etag ?? "", () => onSaid("yes"))} busy={yes.busy} />}
        <Doing words={t("telling.otherwise")} note={t("telling.otherwiseNote")} picture={Pencil} tone="sky" onPress={() => onSaid("otherwise")} />
        {out.length > 0 && <Doing words={t("telling.back")} note={t("telling.backNote")} picture={RaisedHand} tone="rose" onPress={() => no.send(me, () => onSaid("back"))} busy={no.busy} />}
      </Doings>
      <ErrorNote problem={yes.problem ?? no.problem} onRetry={() => (yes.problem ? yes.again() : no.again())} />
      {(yes.waiting || no.waiting) && <Waiting />}
    </>
  );
}

function Words({ title, of }: { title: string; of: string[] }) {
  return (
    <section className={styles.card}>
      <div className={styles.cardTop}>
        <div className="stack"><h2>{title}</h2>{of.map((text) => <p key={text}>{text}</p>)}</div>
        <ReadAloud text={[title, ...of].join(". ")} />
      </div>
    </section>
  );
}

function Said({ after }: { after: After }) {
  const t = useT();
  const told = {
    yes: { title: t("telling.said.yes"), sentences: [t("telling.said.yes1"), t("telling.said.yes2")], picture: SpeakingHead },
    otherwise: { title: t("telling.said.otherwise"), sentences: [t("telling.said.otherwise1"), t("telling.said.otherwise2")], picture: PeopleDialogue },
    back: { title: t("telling.said.back"), sentences: [t("telling.said.back1"), t("telling.said.back2")], picture: OpenHands },
  }[after];
  return (
    <Told {...told} back={back}>
      <Doings single>
        {after === "otherwise" && <Doing href="/mijn/praten" words={t("telling.talk")} picture={PeopleDialogue} tone="apricot" />}
        <Doing href={back} words={t("common.done")} picture={ThumbsUp} tone="leaf" />
      </Doings>
    </Told>
  );
}
