/** Somebody along to my club: which club, whom I bring, and when. It is a try, and the other may say no. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { TextPage } from "@/client/ask/TextPage";
import { ClientPage } from "@/client/ClientPage";
import { type Activity, goesTogether, matchesQuery, others, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { Initials } from "@/design/Initials";
import { When } from "@/client/pages/going/When";
import { useT } from "@/i18n/client";
import { useNames } from "@/names/names";
import { Calendar, HeartHands, PersonRaisingHand } from "@/pictograms";
import type { Introduction } from "./data";

const steps = ["welke", "met-wie", "wanneer"] as const;

export function ClubPage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const step = usePart("step");
  const matches = useQuery(matchesQuery);
  const [draft, setDraft, forget] = useDraft<{ club: string; guest?: string }>("going:club", { club: "" });
  const [made, setMade] = useState<Introduction | null>(null);
  const people = [...new Set((matches.data ?? []).filter(goesTogether).flatMap((match) => others(match, me)))];
  const nameOf = useNames(people);
  const n = Math.max(0, steps.indexOf(step as (typeof steps)[number]));
  const to = (index: number) => `/mijn/eropuit/club/${steps[index]}`;
  const ask = useTell(
    (activity: Activity, requestId) =>
      answer(api.POST("/api/v1/introductions", { body: { memberId: me, guestId: draft.guest ?? "", club: draft.club.trim() || t("client.kind.KIND_MY_CLUB"), activity, requestId } })),
    "activities", "invitations",
  );
  const frame = { back: n === 0 ? "/mijn/eropuit" : to(n - 1), place: { n: n + 1, total: steps.length } };
  if (made) {
    return (
      <Told title={t("along.club.done")} sentences={[t("along.club.doneText", { name: nameOf(made.guestId, true) }), t("along.ask.hint"), t("along.club.try")]} picture={HeartHands} back="/mijn/eropuit">
        <Doings><Doing href={`/mijn/eropuit/${made.activityId}`} words={t("along.toSee")} picture={Calendar} tone="leaf" /></Doings>
      </Told>
    );
  }
  if (!matches.data || people.length === 0) {
    return (
      <ClientPage title={t("along.club")} back="/mijn/eropuit" about="">
        <Ready of={[matches]}>{() => <Kind title={t("along.ask.nobody")} text={t("along.ask.nobodyText")} picture={PersonRaisingHand} />}</Ready>
      </ClientPage>
    );
  }
  const guest = draft.guest && people.includes(draft.guest) ? [draft.guest] : [];
  switch (steps[n]) {
    case "met-wie":
      return (
        <QuestionPage<string>
          {...frame}
          question={t("along.club.whom")}
          hint={t("along.club.try")}
          choices={people.map((value) => ({ value, words: nameOf(value, true), mark: <Initials name={nameOf(value, true)} size="5rem" /> }))}
          chosen={guest}
          onChoose={([one]) => setDraft({ ...draft, guest: one })}
          onNext={() => guest.length > 0 && go(to(2))}
        />
      );
    case "wanneer":
      return (
        <When
          {...frame}
          busy={ask.busy}
          waiting={ask.waiting}
          problem={ask.problem}
          onAgain={ask.again}
          onNext={(day) => ask.send({ day: day ?? "" }, (introduction) => { forget(); setMade(introduction); })}
        />
      );
    default:
      return <TextPage back={frame.back} short most={120} question={t("along.club.which")} hint={t("along.club.which.hint")} value={draft.club} onChange={(club) => setDraft({ ...draft, club })} onNext={() => go(to(1))} onSkip={() => go(to(1))} />;
  }
}
