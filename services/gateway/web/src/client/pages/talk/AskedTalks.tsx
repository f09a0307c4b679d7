/** With whom I want to talk: "I have seen you", and the way out in one tap. */
import { useQuery } from "@tanstack/react-query";
import { Doing, Doings } from "@/client/Doing";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { useWorkerNames } from "@/names/names";
import { CheckMarkButton, Eye, PeopleDialogue, RaisedHand } from "@/pictograms";
import styles from "@/client/kit.module.css";
import { closeTalk, talksQuery, type TalkRequest, withdrawTalk } from "./data";
import { useSayTalk } from "./say";

export function AskedTalks() {
  const talks = useQuery(talksQuery).data ?? [];
  return <>{talks.map((talk) => <AskedTalk key={talk.id} talk={talk} />)}</>;
}

function AskedTalk({ talk }: { talk: TalkRequest }) {
  const t = useT();
  const say = useSayTalk();
  const nameOf = useWorkerNames([talk.seenBy]);
  const away = useTell((id: string, requestId) => withdrawTalk(id, requestId), "talkRequests");
  const talked = useTell((id: string, requestId) => closeTalk(id, requestId), "talkRequests");
  const seen = talk.state === "STATE_SEEN";
  const sentences = say(talk);
  const id = talk.id ?? "";
  return (
    <section className={styles.section} aria-label={sentences[0]}>
      <div className={styles.told}>
        {seen && talk.seenBy ? <Initials name={nameOf(talk.seenBy, true)} size="6rem" /> : <Pictogram of={seen ? Eye : PeopleDialogue} size="6rem" plate />}
        <div className={styles.toldWords}>{sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}</div>
        <ReadAloud text={sentences.join(" ")} />
      </div>
      <ErrorNote problem={away.problem ?? talked.problem} onRetry={away.problem ? away.again : talked.again} />
      {(away.waiting || talked.waiting) && <Waiting />}
      <Doings>
        {seen && <Doing words={t("talk.talked")} picture={CheckMarkButton} tone="leaf" onPress={() => talked.send(id)} busy={talked.busy} />}
        <Doing words={t("talk.away")} note={t("talk.awayNote")} picture={RaisedHand} onPress={() => away.send(id)} busy={away.busy} />
      </Doings>
    </section>
  );
}
