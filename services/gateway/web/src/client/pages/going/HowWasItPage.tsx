/** How was it? Three small questions; each is kept as soon as it is answered, and all of it stays mine unless I say so. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { activityQuery, type HowWasIt, toldQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { useT } from "@/i18n/client";
import { BeamingFaceWithSmilingEyes, Calendar, HouseWithGarden, Locked, NeutralFace, PeopleDialogue, RaisedHand, SlightlyFrowningFace, Star, ThinkingFace, ThumbsUp } from "@/pictograms";
import { useWhat } from "./say";

type Saying = Pick<HowWasIt, "mood" | "again" | "shared" | "sharedParts" | "words">;
const everything: HowWasIt["sharedParts"] = ["PART_MOOD", "PART_AGAIN", "PART_WORDS"];

export function HowWasItPage() {
  const t = useT();
  const me = useMe();
  const id = usePart("activityId");
  const step = usePart("step");
  const activity = useQuery(activityQuery(id));
  const told = useQuery(toldQuery(id, me));
  const what = useWhat();
  if (!activity.data || told.data === undefined) {
    return <ClientPage title={t("along.how.title")} back="/mijn/eropuit"><Ready of={[activity, told]}>{() => null}</Ready></ClientPage>;
  }
  return step === "klaar" ? <Thanks id={id} matchId={activity.data.matchId} told={told.data} /> : <Questions key={step} id={id} n={Number(step) || 1} what={what(activity.data)} told={told.data} />;
}

function useQuestions(what: string) {
  const t = useT();
  return [
    {
      field: "mood", question: t("along.how.question", { what }), hint: undefined, skipped: "MOOD_SKIPPED",
      choices: [
        { value: "MOOD_NICE", words: t("along.how.nice"), picture: BeamingFaceWithSmilingEyes },
        { value: "MOOD_SO_SO", words: t("along.how.soSo"), picture: NeutralFace },
        { value: "MOOD_NOT_NICE", words: t("along.how.notNice"), picture: SlightlyFrowningFace },
      ],
    },
    {
      field: "again", question: t("along.how.again"), hint: undefined, skipped: "AGAIN_SKIPPED",
      choices: [
        { value: "AGAIN_YES", words: t("common.yes"), picture: ThumbsUp },
        { value: "AGAIN_MAYBE", words: t("common.maybe"), picture: ThinkingFace },
        { value: "AGAIN_NO", words: t("common.no"), picture: RaisedHand },
      ],
    },
    {
      field: "shared", question: t("along.how.whoMay"), hint: t("along.how.private"), skipped: "",
      choices: [
        { value: "me", words: t("along.how.onlyMe"), picture: Locked },
        { value: "worker", words: t("along.how.workerToo"), picture: PeopleDialogue },
      ],
    },
  ] as const;
}

function Questions({ id, n, what, told }: { id: string; n: number; what: string; told: HowWasIt | null }) {
  const me = useMe();
  const go = useGo();
  const queries = useQueryClient();
  const questions = useQuestions(what);
  const at = questions[n - 1] ?? questions[0];
  const before = at.field === "shared" ? (told?.shared ? "worker" : "me") : (told?.[at.field] ?? "");
  const [chosen, setChosen] = useState<string[]>(at.choices.some((choice) => choice.value === before) ? [before] : []);
  const tell = useTell(
    (saying: Saying, requestId) =>
      answer(api.POST("/api/v1/activities/{activity_id}:howWasIt", { params: { path: { activity_id: id } }, body: { clientId: me, ...saying, requestId } })),
    "howWasIt",
  );
  const base = `/mijn/eropuit/${id}/hoe-was-het`;
  const onward = () => go(n < questions.length ? `${base}/${n + 1}` : `${base}/klaar`);
  const say = (value: string) => {
    const kept: Saying = { mood: told?.mood, again: told?.again, words: told?.words, shared: told?.shared ?? false, sharedParts: told?.sharedParts };
    const worker = value === "worker";
    const saying = at.field === "shared" ? { ...kept, shared: worker, sharedParts: worker ? everything : [] } : { ...kept, [at.field]: value };
    tell.send(saying, onward, () => {
      // The next question builds on this one, also before the server knows it.
      queries.setQueryData<HowWasIt | null>(toldQuery(id, me).queryKey, { ...told, ...saying });
      onward();
    });
  };
  return (
    <QuestionPage<string>
      question={at.question}
      hint={at.hint}
      back={n > 1 ? `${base}/${n - 1}` : `/mijn/eropuit/${id}`}
      place={{ n, total: questions.length }}
      choices={at.choices}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => chosen[0] && say(chosen[0])}
      // Skipping is an answer too; only on the first question it says so, later what was said stays.
      onSkip={() => (at.skipped && !before.match(/_(NICE|SO_SO|NOT_NICE|YES|MAYBE|NO)$/) ? say(at.skipped) : onward())}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}

function Thanks({ id, matchId, told }: { id: string; matchId?: string; told: HowWasIt | null }) {
  const t = useT();
  const again = told?.again === "AGAIN_YES";
  return (
    <Told
      title={t("along.how.thanks")}
      sentences={[told?.shared ? t("along.how.sharedNow") : t("along.how.keptPrivate"), t("along.how.mayChange")]}
      picture={Star}
      back="/mijn/eropuit"
    >
      <Doings>
        {again && <Doing href={`/mijn/eropuit/nieuw/wat${matchId ? `?met=${matchId}` : ""}`} words={t("client.going.proposeAgain")} picture={Calendar} tone="leaf" />}
        {told && <Doing href={`/mijn/eropuit/${id}/verteld`} words={t("along.told")} note={t("along.told.who")} picture={Locked} tone="sky" />}
        <Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} />
      </Doings>
    </Told>
  );
}
