/** Getting to know each other: first the talk with the support worker, then each says whether they go on. */
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { type Match, myself, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useTell } from "@/client/tell";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { Calendar, Handshake, PeopleDialogue, SmilingFaceWithSmilingEyes, SpeechBalloon } from "@/pictograms";
import styles from "@/client/kit.module.css";
import { Waiting } from "@/client/Waiting";
import { useRhythm } from "./rhythm";
import { AcrossCard } from "../nearby/AcrossCard";
import { StopWay } from "./StopWay";
import type { Who } from "./who";

export interface MatchFrame {
  match: Match;
  who: Who;
  onStop: () => void;
}

export function Acquainted({ match, who, onStop }: MatchFrame) {
  const t = useT();
  const me = useMe();
  const id = match.id ?? "";
  const own = myself(match, me);
  const talked = !!match.talk?.plan && !!match.talk.possibilities;
  const agree = useTell(
    (_: "yes", requestId) => answer(api.POST("/api/v1/matches/{id}:agree", { params: { path: { id } }, body: { clientId: me, requestId } })),
    "matches",
  );
  // The talk is not whole yet (M-08): no fault of whoever taps, so it is said as what comes first.
  const first = agree.problem?.code === "TALK_FIRST";
  return (
    <ClientPage title={who.said} question={t("client.people.state.acquainted")} back="/mijn/mensen" about="match.acquainted">
      {own?.agreedToGo ? (
        <Card title={t("meeting.acquainted.said")} text={t("meeting.acquainted.said2")} picture={SmilingFaceWithSmilingEyes} />
      ) : talked && !first ? (
        <>
          <Card title={t("meeting.acquainted.plan")} text={match.talk?.plan ?? ""} picture={PeopleDialogue} />
          <h2>{t("meeting.acquainted.goOn")}</h2>
          <Doings single>
            <Doing words={t("meeting.acquainted.yes")} picture={Handshake} tone="leaf" onPress={() => agree.send("yes")} busy={agree.busy} />
          </Doings>
          <p>{t("meeting.acquainted.noHurry")}</p>
        </>
      ) : (
        <Card title={t("meeting.acquainted.talk")} text={t("meeting.acquainted.talk2")} picture={PeopleDialogue} />
      )}
      {!first && <ErrorNote problem={agree.problem} onRetry={agree.again} />}
      {agree.waiting && <Waiting />}
      {match.elsewhere && <AcrossCard match={match} name={who.said} />}
      <Expectations match={match} />
      <StopWay matchId={id} onStop={onStop} group={who.names.length > 1} />
    </ClientPage>
  );
}

export function Card({ title, text, picture }: { title: string; text: string; picture: Parameters<typeof Pictogram>[0]["of"] }) {
  return (
    <section className={styles.card}>
      <div className={styles.cardTop}>
        <div className={styles.people}><Pictogram of={picture} size="4.25rem" plate /><h2>{title}</h2></div>
        <ReadAloud text={`${title}. ${text}`} />
      </div>
      {text && <p className={styles.large}>{text}</p>}
    </section>
  );
}

/** What I hope for myself; nobody else in the match sees it (M-18). */
export function Expectations({ match }: { match: Match }) {
  const t = useT();
  const me = useMe();
  const mine = match.talk?.expectations?.find((expectation) => expectation.clientId === me);
  const rhythm = useRhythm().find((choice) => choice.value === mine?.rhythm);
  const base = `/mijn/mensen/${match.id}`;
  return (
    <section className={styles.section}>
      <h2>{t("meeting.hope.title")}</h2>
      <Doings>
        <Doing href={`${base}/hoe-vaak`} words={t("meeting.hope.often")} note={rhythm?.words} picture={rhythm?.picture ?? Calendar} />
        <Doing href={`${base}/wat-hoop-je`} words={t("meeting.hope.words")} note={mine?.words || undefined} picture={SpeechBalloon} />
      </Doings>
    </section>
  );
}
