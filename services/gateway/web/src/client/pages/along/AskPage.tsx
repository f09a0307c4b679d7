/** Asking somebody along to what I go to: whom I go out with, and what they said so far. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { activityQuery, goesTogether, matchesQuery, others, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/client";
import { useNames } from "@/names/names";
import { Calendar, PersonRaisingHand, SpeechBalloon } from "@/pictograms";
import { invitationsQuery } from "./data";

export function AskPage() {
  const t = useT();
  const go = useGo();
  const me = useMe();
  const id = usePart("activityId");
  const back = `/mijn/eropuit/${id}`;
  const matches = useQuery(matchesQuery);
  const activity = useQuery(activityQuery(id));
  const asked = useQuery(invitationsQuery);
  const [chosen, setChosen] = useState<string[]>([]);
  const [done, setDone] = useState(false);
  const open = (asked.data ?? []).filter((one) => one.activityId === id).map((one) => one.clientId);
  const known = [...new Set((matches.data ?? []).filter(goesTogether).flatMap((match) => others(match, me)))];
  const people = known.filter((person) => !activity.data?.clientIds?.includes(person) && !open.includes(person));
  const nameOf = useNames(people);
  const ask = useTell(
    async (ids: string[], requestId) => {
      for (const [n, clientId] of ids.entries()) {
        await answer(api.POST("/api/v1/activities/{activity_id}:invite", { params: { path: { activity_id: id } }, body: { clientId, requestId: n === 0 ? requestId : undefined } }));
      }
    },
    "invitations",
  );
  if (done) {
    return (
      <Told title={t("along.ask.done")} sentences={[t("along.ask.doneText")]} picture={SpeechBalloon} back={back}>
        <Doings><Doing href={back} words={t("along.toSee")} picture={Calendar} tone="leaf" /></Doings>
      </Told>
    );
  }
  if (!matches.data || !activity.data || !asked.data || people.length === 0) {
    return (
      <ClientPage title={t("along.ask.question")} back={back} about="">
        <Ready of={[matches, activity, asked]}>{() => <Kind title={t("along.ask.nobody")} text={t("along.ask.nobodyText")} picture={PersonRaisingHand} />}</Ready>
      </ClientPage>
    );
  }
  return (
    <QuestionPage<string>
      question={t("along.ask.question")}
      hint={t("along.ask.hint")}
      back={back}
      several
      some
      choices={people.map((value) => ({ value, words: nameOf(value, true), mark: <Initials name={nameOf(value, true)} size="5rem" /> }))}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => ask.send(chosen, () => setDone(true))}
      onSkip={() => go(back)}
      busy={ask.busy}
      waiting={ask.waiting}
      problem={ask.problem}
      onAgain={ask.again}
    />
  );
}
