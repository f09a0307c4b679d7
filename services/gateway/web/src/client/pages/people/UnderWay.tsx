/** Going out together: what comes next, a pause, and stopping. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { activitiesQuery, useMe } from "@/client/data";
import { sayDay, today } from "@/client/days";
import { Doing, Doings } from "@/client/Doing";
import { GoOn, Pause } from "@/client/drawings";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { KindMark } from "@/client/pages/going/KindMark";
import { nextOfEach } from "@/client/pages/going/next";
import { useWhen, useWhat } from "@/client/pages/going/say";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/client";
import { Calendar } from "@/pictograms";
import styles from "@/client/kit.module.css";
import { Card, Expectations, type MatchFrame } from "./Acquainted";
import own from "./people.module.css";
import { AcrossCard } from "../nearby/AcrossCard";
import { sayState } from "./say-state";
import { StopWay } from "./StopWay";

export function UnderWay({ match, who, onStop }: MatchFrame) {
  const t = useT();
  const id = match.id ?? "";
  const me = useMe();
  const day = useDayWords();
  const paused = match.state === "STATE_PAUSED";
  // Whoever asked for the rest says when it goes on.
  const mine = match.pausedByClientId === me;
  const rest = [mine ? t("client.pause.text") : t("meeting.pause.other"), match.pauseUntil && t("meeting.pause.until", { day: day(match.pauseUntil) })].filter(Boolean).join(" ");
  const move = useTell(
    (verb: "pause" | "resume", requestId) =>
      answer(api.POST(verb === "pause" ? "/api/v1/matches/{id}:pause" : "/api/v1/matches/{id}:resume", { params: { path: { id } }, body: { requestId } })),
    "matches",
  );
  return (
    <ClientPage title={who.said} question={t(sayState(match, me))} back="/mijn/mensen" moment={move.said?.state} about="match.together">
      {who.names.length > 1 && <Group names={who.names} />}
      {paused ? (
        <>
          <Card title={t("client.pause.title")} text={rest} picture={Pause} />
          {mine && <Doings><Doing words={t("client.pause.goOn")} note={t("client.pause.goOnNote")} picture={GoOn} tone="leaf" onPress={() => move.send("resume")} busy={move.busy} /></Doings>}
        </>
      ) : (
        <Together matchId={id}>
          <Doing words={t("client.pause.word")} note={t("client.pause.note")} picture={Pause} tone="sky" onPress={() => move.send("pause")} busy={move.busy} />
        </Together>
      )}
      <ErrorNote problem={move.problem} onRetry={move.again} />
      {move.waiting && <Waiting />}
      {match.elsewhere && <AcrossCard match={match} name={who.said} />}
      <Expectations match={match} />
      <StopWay matchId={id} onStop={onStop} group={who.names.length > 1} />
    </ClientPage>
  );
}

/** Everybody in the group, by face and name. */
function Group({ names }: { names: readonly string[] }) {
  const t = useT();
  return (
    <ul className={own.group} aria-label={t("meeting.group")}>
      {names.map((name, index) => <li key={index}><Initials name={name} size="4.5rem" />{name}</li>)}
    </ul>
  );
}

function useDayWords(): (time: string) => string {
  const t = useT();
  const words = { today: t("client.day.today"), tomorrow: t("client.day.tomorrow"), dayAfter: t("client.day.dayAfter"), yesterday: t("client.day.yesterday") };
  return (time) => sayDay(today(new Date(time)), today(), words, t.language);
}

function Together({ matchId, children }: { matchId: string; children: ReactNode }) {
  const t = useT();
  const when = useWhen();
  const what = useWhat();
  const activities = useQuery(activitiesQuery);
  const now = today();
  const next = nextOfEach((activities.data ?? [])
    .filter((one) => one.matchId === matchId && ["STATE_PLANNED", "STATE_TRYING"].includes(one.state ?? "") && (!one.day || one.day >= now))
    .sort((a, b) => (a.day || "9").localeCompare(b.day || "9")))
    .slice(0, 2);
  return (
    <section className={styles.section}>
      <h2>{t("client.people.next")}</h2>
      {activities.isSuccess && next.length === 0 && <p>{t("client.people.nothingYet")}</p>}
      <Doings>
        {next.map((one) => (
          <Doing key={one.id} href={`/mijn/eropuit/${one.id}`} words={what(one)} note={when(one)} mark={<KindMark of={one} size="4.25rem" />} tone="apricot" />
        ))}
        <Doing href={`/mijn/eropuit/nieuw/wat?met=${matchId}`} words={t("client.going.propose")} picture={Calendar} tone="leaf" />
        {children}
      </Doings>
    </section>
  );
}
