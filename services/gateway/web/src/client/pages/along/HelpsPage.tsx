/** What makes it hard for me, and what helps: two questions in pictures, and own words. It begins with what I said the last time. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { TextPage } from "@/client/ask/TextPage";
import { ClientPage } from "@/client/ClientPage";
import { activityQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { useT } from "@/i18n/client";
import { Calendar, HeartHands } from "@/pictograms";
import { earlierQuery, type Hard, type Helpful, type Threshold } from "./data";
import { hardPictures, helpfulPictures } from "./pictures";

const steps = ["lastig", "helpt", "woorden", "klaar"] as const;
type HardShown = keyof typeof hardPictures;
type HelpfulShown = keyof typeof helpfulPictures;
const hards = Object.keys(hardPictures) as HardShown[];
const helpfuls = Object.keys(helpfulPictures) as HelpfulShown[];

export function HelpsPage() {
  const t = useT();
  const me = useMe();
  const id = usePart("activityId");
  const step = usePart("step");
  const activity = useQuery(activityQuery(id));
  const earlier = useQuery({ ...earlierQuery(me, activity.data?.kind), enabled: !!activity.data });
  if (!activity.data || !earlier.data) {
    return <ClientPage title={t("along.helps.title")} back={`/mijn/eropuit/${id}`}><Ready of={[activity, earlier]}>{() => null}</Ready></ClientPage>;
  }
  const now = activity.data.thresholds?.find((one) => one.clientId === me);
  return <Steps key={step} id={id} step={step} before={now ?? earlier.data} again={!now && (earlier.data.hard?.length ?? 0) + (earlier.data.helpful?.length ?? 0) > 0} />;
}

function Steps({ id, step, before, again }: { id: string; step: string; before: Threshold; again: boolean }) {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const base = `/mijn/eropuit/${id}/wat-helpt`;
  const n = Math.max(0, steps.indexOf(step as (typeof steps)[number]));
  const back = n === 0 ? `/mijn/eropuit/${id}` : `${base}/${steps[n - 1]}`;
  const onward = () => go(`${base}/${steps[n + 1]}`);
  const [hard, setHard] = useState<HardShown[]>(hards.filter((one) => before.hard?.includes(one as Hard)));
  const [helpful, setHelpful] = useState<HelpfulShown[]>(helpfuls.filter((one) => before.helpful?.includes(one as Helpful)));
  const [words, setWords] = useState(before.helps ?? "");
  const tell = useTell(
    (change: Threshold, requestId) =>
      answer(
        api.PATCH("/api/v1/activities/{activity.id}", {
          params: { path: { "activity.id": id }, query: { requestId, updateMask: "thresholds" } },
          body: { thresholds: [{ ...before, clientId: me, ...change }] },
        }),
      ),
    "activities", "earlierThreshold",
  );
  const frame = { back, place: { n: n + 1, total: 3 }, busy: tell.busy, waiting: tell.waiting, problem: tell.problem, onAgain: tell.again };
  const hint = again ? t("along.hard.earlier") : t("along.hard.hint");
  switch (steps[n]) {
    case "helpt":
      return (
        <QuestionPage<HelpfulShown>
          {...frame}
          question={t("along.helps")}
          hint={hint}
          several
          many
          choices={helpfuls.map((value) => ({ value, words: t(`along.helps.${value}`), picture: helpfulPictures[value] }))}
          chosen={helpful}
          onChoose={setHelpful}
          onNext={() => tell.send({ helpful }, onward)}
          onSkip={onward}
        />
      );
    case "woorden":
      return <TextPage back={back} busy={tell.busy} waiting={tell.waiting} problem={tell.problem} onAgain={tell.again} question={t("along.helps.words")} hint={t("along.helps.note")} most={500} value={words} onChange={setWords} onNext={() => tell.send({ helps: words }, onward)} onSkip={onward} />;
    case "klaar":
      return (
        <Told title={t("along.helps.done")} sentences={[t("along.helps.note"), t("along.helps.doneText"), t("along.said.change")]} picture={HeartHands} back={`/mijn/eropuit/${id}`}>
          <Doings><Doing href={`/mijn/eropuit/${id}`} words={t("along.toSee")} picture={Calendar} tone="leaf" /></Doings>
        </Told>
      );
    default:
      return (
        <QuestionPage<HardShown>
          {...frame}
          question={t("along.hard")}
          hint={hint}
          several
          many
          choices={hards.map((value) => ({ value, words: t(`along.hard.${value}`), picture: hardPictures[value] }))}
          chosen={hard}
          onChoose={setHard}
          onNext={() => tell.send({ hard }, onward)}
          onSkip={onward}
        />
      );
  }
}
