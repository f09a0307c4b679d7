/** One question at a time. Each answer is kept at once; at the end I choose who may read them. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { type Asking, askingQuery, type Said, type Step, stepsOf, textOf } from "@/app/questionnaire";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { TextPage } from "@/client/ask/TextPage";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import { drawingNamed } from "@/client/pictures";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { aloudOf } from "@/client/words";
import { useT } from "@/i18n/client";
import { HouseWithGarden, Locked, PeopleDialogue, RaisedHand, Star, ThumbsUp } from "@/pictograms";

export function StepPage() {
  const t = useT();
  const id = usePart("askingId");
  const step = usePart("step");
  const asking = useQuery(askingQuery(id));
  if (!asking.data) return <ClientPage title={t("questions.title")} back="/mijn/hoe-gaat-het"><Ready of={[asking]}>{() => null}</Ready></ClientPage>;
  if (step === "klaar" || step === "niet") return <Over asking={asking.data} done={step === "klaar"} />;
  const steps = stepsOf(asking.data.questionnaire?.questions ?? [], asking.data.answers ?? [], t.language === "en");
  const n = Number(step) || 1;
  const at = steps[n - 1];
  return at ? <One key={at.question.linkId} asking={asking.data} step={at} n={n} total={steps.length} /> : <Share asking={asking.data} last={steps.length} />;
}

interface OneProps {
  asking: Asking;
  step: Step;
  n: number;
  total: number;
}

function useSay(id: string) {
  return useTell(
    (said: Said, requestId) => answer(api.POST("/api/v1/questionnaireAskings/{id}:answer", { params: { path: { id } }, body: { answer: said, requestId } })),
    "questionnaireAskings",
  );
}

function One({ asking, step: { question, lines }, n, total }: OneProps) {
  const t = useT();
  const go = useGo();
  const id = asking.id ?? "";
  const linkId = question.linkId ?? "";
  const before = asking.answers?.find((said) => said.linkId === linkId);
  const [chosen, setChosen] = useState<string[]>(before?.codes ?? []);
  const [words, setWords, forget] = useDraft(`questions:${id}:${linkId}`, before?.words ?? "");
  const say = useSay(id);
  // By its place among the questions as they are asked after this answer: the next may be another one.
  const onward = () => go(`/mijn/vragen/${id}/${n + 1}`);
  const english = t.language === "en";
  const ways = {
    question: textOf(question, english), hint: aloudOf(lines) || undefined, busy: say.busy, waiting: say.waiting, problem: say.problem, onAgain: say.again,
    back: n > 1 ? `/mijn/vragen/${id}/${n - 1}` : `/mijn/vragen/${id}`,
    onSkip: () => (before ? onward() : say.send({ linkId, skipped: true }, onward)),
  };
  if (question.kind === "KIND_WORDS") {
    const next = () => (words.trim() === (before?.words ?? "") ? onward() : say.send({ linkId, words, skipped: words.trim() === "" }, () => { forget(); onward(); }));
    return <TextPage {...ways} value={words} onChange={setWords} most={2000} onNext={next} />;
  }
  const choices = question.kind === "KIND_YES_NO"
    ? [{ value: "true", words: t("common.yes"), picture: ThumbsUp }, { value: "false", words: t("common.no"), picture: RaisedHand }]
    : (question.choices ?? []).map((choice) => ({ value: choice.code ?? "", words: textOf(choice, english), picture: drawingNamed(choice.picture) }));
  return (
    <QuestionPage<string>
      {...ways}
      place={{ n, total }}
      choices={choices}
      chosen={chosen}
      several={question.several}
      many={choices.length > 4}
      onChoose={setChosen}
      onNext={() => chosen.length > 0 && say.send({ linkId, codes: chosen }, onward)}
    />
  );
}

function Share({ asking, last }: { asking: Asking; last: number }) {
  const t = useT();
  const go = useGo();
  const id = asking.id ?? "";
  const [chosen, setChosen] = useState<string[]>([asking.shared ? "worker" : "me"]);
  const finish = useTell(
    (shared: boolean, requestId) => answer(api.POST("/api/v1/questionnaireAskings/{id}:finish", { params: { path: { id } }, body: { shared, requestId } })),
    "questionnaireAskings",
  );
  return (
    <QuestionPage<string>
      question={t("along.how.whoMay")}
      hint={t("along.how.private")}
      back={`/mijn/vragen/${id}/${last}`}
      choices={[{ value: "me", words: t("along.how.onlyMe"), picture: Locked }, { value: "worker", words: t("along.how.workerToo"), picture: PeopleDialogue }]}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => finish.send(chosen[0] === "worker", () => go(`/mijn/vragen/${id}/klaar`))}
      next={t("common.done")}
      busy={finish.busy}
      waiting={finish.waiting}
      problem={finish.problem}
      onAgain={finish.again}
    />
  );
}

function Over({ asking, done }: { asking: Asking; done: boolean }) {
  const t = useT();
  const whose = asking.shared ? [t("along.how.sharedNow")] : [t("along.how.keptPrivate"), t("questions.group")];
  const sentences = done ? [...whose, t("along.how.mayChange")] : [t("questions.leftText")];
  return (
    <Told title={done ? t("questions.thanks") : t("questions.left")} sentences={sentences} picture={Star} back="/mijn/hoe-gaat-het">
      <Doings>
        {!done && <Doing href={`/mijn/vragen/${asking.id}/1`} words={t("questions.again")} picture={ThumbsUp} />}
        <Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} />
      </Doings>
    </Told>
  );
}
