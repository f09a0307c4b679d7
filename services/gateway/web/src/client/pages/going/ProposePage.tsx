/** Proposing something: what, with whom, when. Three taps; kept while one thinks; a day is not asked for. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { easyName, ownKindsQuery } from "@/app/kinds";
import { createSeries, type KnownRhythm, rhythms, type Series } from "@/app/series";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { type Activity, goesTogether, type Match, matchesQuery, others, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, useNote, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import { isKind, type Kind, kindPictures, kinds } from "@/client/kinds";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import styles from "@/client/kit.module.css";
import { capital } from "@/client/words";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/client";
import { useNames } from "@/names/names";
import { Calendar, CounterclockwiseArrowsButton, HouseWithGarden, Person, SmilingFaceWithSmilingEyes } from "@/pictograms";
import type { Draft } from "./draft";
import { KindMark } from "./KindMark";
import { useRhythm } from "./series";
import { useWhat, useWhen, useWithWhom } from "./say";
import { WhatTime, When } from "./When";

const steps = ["wat", "met-wie", "wanneer", "hoe-laat"] as const;

export function ProposePage() {
  const t = useT();
  const me = useMe();
  const step = usePart("step");
  const from = useNote("met");
  const matches = useQuery(matchesQuery);
  const [draft, setDraft, forget] = useDraft<Draft>("going:new", {});
  const [made, setMade] = useState<Activity | null>(null);
  const go = useGo();
  const own = useQuery(ownKindsQuery).data ?? [];
  const choice = (value: Kind) => ({ value: value as string, words: t(`client.kind.${value}`), picture: kindPictures[value] });
  const known = (matches.data ?? []).filter(goesTogether);
  const people = [...new Set(known.flatMap((match) => others(match, me)))];
  const first = known.find((match) => match.id === from);
  const create = useTell(
    (activity: Activity, requestId) => answer(api.POST("/api/v1/activities", { params: { query: { requestId } }, body: activity })),
    "activities",
  );
  if (made) return <Made one={made} />;
  if (!matches.data) return <ClientPage title={t("client.going.propose")} back="/mijn/eropuit"><Ready of={[matches]}>{() => null}</Ready></ClientPage>;
  const n = Math.max(0, steps.indexOf(step as (typeof steps)[number]));
  const to = (index: number) => `/mijn/eropuit/nieuw/${steps[index]}${from ? `?met=${from}` : ""}`;
  const frame = { back: n === 0 ? (from ? `/mijn/mensen/${from}` : "/mijn/eropuit") : to(n - 1), place: { n: n + 1, total: steps.length } };
  const finish = (draft: Draft, daypart?: string) => {
    const goers = draft.people ?? (first ? others(first, me) : []);
    const all = [me, ...goers.filter((id) => id !== me)];
    create.send(
      {
        state: draft.day ? "STATE_PLANNED" : "STATE_TRYING",
        ...(isKind(draft.kind) || !draft.kind ? { kind: isKind(draft.kind) ? draft.kind : "KIND_OTHER" } : { ownKindId: draft.kind }),
        what: draft.what ?? (draft.kind && draft.kind !== "KIND_OTHER" ? "" : t("client.going.something")),
        clientIds: all,
        matchId: matchOf(known, goers)?.id ?? "",
        day: draft.day ?? "",
        daypart: daypart as Activity["daypart"],
      },
      (activity) => {
        forget();
        setMade(activity);
      },
    );
  };
  const sending = { busy: create.busy, waiting: create.waiting, problem: create.problem, onAgain: create.again };
  switch (steps[n]) {
    case "met-wie":
      return <WithWhom {...frame} people={people} chosen={draft.people ?? (first ? others(first, me) : [])} onChoose={(chosen) => setDraft({ ...draft, people: chosen })} onNext={() => go(to(2))} />;
    case "wanneer":
      return <When {...frame} {...sending} day={draft.day} onNext={(day) => { setDraft({ ...draft, day }); if (day) go(to(3)); else finish({ ...draft, day }); }} />;
    case "hoe-laat":
      return <WhatTime {...frame} {...sending} onNext={(daypart) => finish(draft, daypart)} />;
    default:
      return (
        <QuestionPage<string>
          {...frame}
          question={t("client.going.what")}
          many
          choices={[
            ...kinds.filter((value) => value !== "KIND_OTHER").map(choice),
            ...own.filter((kind) => !kind.retired).map((kind) => ({ value: kind.id ?? "", words: easyName(t.language, kind), mark: <KindMark of={{ ownKindId: kind.id }} size="5rem" /> })),
            choice("KIND_OTHER"),
          ]}
          chosen={draft.kind ? [draft.kind] : []}
          onChoose={([kind]) => setDraft({ ...draft, kind, what: undefined })}
          onNext={() => go(to(1))}
          onSkip={() => go(to(1))}
        />
      );
  }
}

/** The match these people are in together, when it is one and the same. */
const matchOf = (known: readonly Match[], goers: readonly string[]): Match | undefined =>
  goers.length === 0 ? undefined : known.find((match) => goers.every((id) => match.participants?.some((person) => person.clientId === id)));

function WithWhom({ people, chosen, onChoose, onNext, ...frame }: Pick<Parameters<typeof When>[0], "back" | "place"> & { people: string[]; chosen: string[]; onChoose: (people: string[]) => void; onNext: () => void }) {
  const t = useT();
  const me = useMe();
  const nameOf = useNames(people);
  const pick = (next: string[]) => {
    // "On my own" and other people do not go together: the last tap counts.
    if (next.includes(me) && !chosen.includes(me)) return onChoose([me]);
    onChoose(next.filter((id) => id !== me));
  };
  return (
    <QuestionPage<string>
      {...frame}
      question={t("client.going.withWhom")}
      several
      choices={[
        ...people.map((value) => ({ value, words: nameOf(value, true), mark: <Initials name={nameOf(value, true)} size="5rem" /> })),
        { value: me, words: t("client.going.onlyMe"), picture: Person },
      ]}
      chosen={chosen}
      onChoose={pick}
      onNext={onNext}
      onSkip={onNext}
    />
  );
}

const oftenWords = { RHYTHM_WEEKLY: "series.weekly", RHYTHM_EVERY_TWO_WEEKS: "series.everyTwoWeeks", RHYTHM_MONTHLY: "series.monthly" } as const;

function Made({ one }: { one: Activity }) {
  const t = useT();
  const what = useWhat()(one);
  const when = useWhen()(one);
  const whom = useWithWhom(one);
  const rhythm = useRhythm();
  const often = useTell((how: KnownRhythm, once) => createSeries(seriesOf(one, how), once, one.id), "activities", "series");
  const said = rhythm(often.said);
  return (
    <Told title={t("client.going.made")} sentences={[what, capital(when), ...(said ? [capital(said)] : []), capital(whom), t("client.going.mayChange")]} picture={SmilingFaceWithSmilingEyes} back="/mijn/eropuit">
      <Doings>
        <Doing href="/mijn/eropuit" words={t("client.tile.going")} picture={Calendar} tone="leaf" />
        <Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} />
      </Doings>
      {one.day && !said && (
        <section className={styles.section}>
          <h2>{t("series.question")}</h2>
          <p>{t("series.questionHint")}</p>
          <Doings>
            {rhythms.map((how) => <Doing key={how} words={t(oftenWords[how])} picture={CounterclockwiseArrowsButton} onPress={() => often.send(how)} busy={often.busy} />)}
          </Doings>
          <ErrorNote problem={often.problem} onRetry={often.again} />
        </section>
      )}
    </Told>
  );
}

/** What was just planned as the first time of something that comes back. */
const seriesOf = (one: Activity, rhythm: KnownRhythm): Series => ({
  rhythm, firstDay: one.day, kind: one.kind, ownKindId: one.ownKindId, what: one.what, clientIds: one.clientIds, matchId: one.matchId, placeId: one.placeId,
  daypart: one.daypart, clock: one.clock, othersWelcome: one.othersWelcome,
});
