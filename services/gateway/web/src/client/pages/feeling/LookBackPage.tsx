/** A look back: one question at a time. Each answer is kept at once, so that stopping half-way loses nothing. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { TextPage } from "@/client/ask/TextPage";
import { ClientPage } from "@/client/ClientPage";
import { type Evaluation, evaluationsQuery, type Reflection, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { useNames } from "@/names/names";
import { HouseWithGarden, PersonRaisingHand, Star, SunWithFace } from "@/pictograms";
import { saidBefore, useFeelingQuestions, withSaid } from "./questions";

export function LookBackPage() {
  const t = useT();
  const id = usePart("evaluationId");
  const step = usePart("step");
  const evaluations = useQuery(evaluationsQuery);
  const one = evaluations.data?.find((found) => found.id === id);
  if (step === "klaar") return <Thanks />;
  if (one) return <Questions key={step} one={one} step={step} />;
  return (
    <ClientPage title={t("client.tile.feeling")} back="/mijn/hoe-gaat-het">
      <Ready of={[evaluations]}>{() => <Kind title={t("client.feeling.over")} picture={SunWithFace} />}</Ready>
    </ClientPage>
  );
}

function Questions({ one, step }: { one: Evaluation; step: string }) {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const id = one.id ?? "";
  const ids = (one.clientIds ?? []).filter((other) => other !== me);
  const nameOf = useNames(ids);
  const name = useFormat().list(ids.map((other) => nameOf(other, true)));
  const questions = useFeelingQuestions(name);
  const kept = one.reflections?.find((own) => own.clientId === me);
  const told: Reflection | undefined = kept && { ...kept, time: undefined };
  const n = Math.min(Math.max(Number(step) || 1, 1), questions.length + 1);
  const total = questions.length + 1;
  const at = questions[n - 1];
  const before = at ? saidBefore(told, at.field) : "";
  const [chosen, setChosen] = useState<string[]>(at?.choices.some((choice) => choice.value === before) ? [before] : []);
  const [words, setWords, forget] = useDraft(`feeling:${id}`, told?.words ?? "");
  const tell = useTell(
    (reflection: Reflection, requestId) =>
      answer(api.POST("/api/v1/interimEvaluations/{id}:reflect", { params: { path: { id } }, body: { reflection: { ...reflection, clientId: me }, requestId } })),
    "interimEvaluations",
  );
  const base = `/mijn/hoe-gaat-het/${id}`;
  const onward = () => go(n < total ? `${base}/${n + 1}` : `${base}/klaar`);
  const back = n > 1 ? `${base}/${n - 1}` : "/mijn/hoe-gaat-het";
  const ways = { back, busy: tell.busy, waiting: tell.waiting, problem: tell.problem, onAgain: tell.again };
  if (!at) {
    return (
      <TextPage
        {...ways}
        question={t("client.feeling.words")}
        hint={t("client.feeling.wordsHint")}
        value={words}
        onChange={setWords}
        most={2000}
        onNext={() => (words === (told?.words ?? "") ? onward() : tell.send({ ...told, words }, () => { forget(); onward(); }))}
        onSkip={onward}
        next={t("common.done")}
      />
    );
  }
  const say = (value: string) => tell.send(withSaid(told, at.field, value), onward);
  return (
    <QuestionPage<string>
      {...ways}
      question={at.question}
      place={{ n, total }}
      choices={at.choices}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => chosen[0] && (chosen[0] === "no" && !before ? onward() : say(chosen[0]))}
      onSkip={() => (at.skipped && (!before || before.endsWith("UNSPECIFIED")) ? say(at.skipped) : onward())}
    />
  );
}

function Thanks() {
  const t = useT();
  return (
    <Told title={t("client.feeling.thanks")} sentences={[t("client.feeling.thanks1"), t("client.feeling.thanks2")]} picture={Star} back="/mijn/hoe-gaat-het">
      <Doings>
        <Doing href="/mijn/praten" words={t("client.tile.talk")} picture={PersonRaisingHand} tone="rose" />
        <Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} />
      </Doings>
    </Told>
  );
}
