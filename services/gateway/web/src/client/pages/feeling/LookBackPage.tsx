/**
 * A look back: one question at a time, in the words of the version it was opened with (O-04). Each answer is kept at once, so that
 * stopping half-way loses nothing; until it is closed one may come back and tell more.
 */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { questionPicture } from "@/app/question-pictures";
import { asked, choicesOf, easyOf, type Question, questionsQuery, toSend, valueOf, withValue, withWords, wordsOf } from "@/app/questions";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { TextPage } from "@/client/ask/TextPage";
import { ClientPage } from "@/client/ClientPage";
import { type Evaluation, evaluationsQuery, type Reflection, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { useNames } from "@/names/names";
import { HouseWithGarden, PeopleHoldingHands, Person, PersonRaisingHand, Star, SunWithFace } from "@/pictograms";
import { useChoice } from "./choices";

export function LookBackPage() {
  const t = useT();
  const id = usePart("evaluationId");
  const step = usePart("step");
  const evaluations = useQuery(evaluationsQuery);
  const one = evaluations.data?.find((found) => found.id === id);
  const set = useQuery({ ...questionsQuery(one?.questionsVersion), enabled: !!one });
  if (step === "klaar") return <Thanks />;
  if (one && set.data) return <Step key={step} one={one} step={step} questions={asked(set.data)} />;
  return (
    <ClientPage title={t("client.tile.feeling")} back="/mijn/hoe-gaat-het" about="">
      <Ready of={one ? [evaluations, set] : [evaluations]}>{() => <Kind title={t("client.feeling.over")} picture={SunWithFace} />}</Ready>
    </ClientPage>
  );
}

interface StepProps {
  one: Evaluation;
  step: string;
  questions: Question[];
}

function Step({ one, step, questions }: StepProps) {
  const me = useMe();
  const go = useGo();
  const id = one.id ?? "";
  const kept = one.reflections?.find((own) => own.clientId === me);
  const told = kept && toSend(kept);
  const total = questions.length + 1;
  const n = Math.min(Math.max(Number(step) || 1, 1), total);
  const tell = useTell(
    (reflection: Reflection, requestId) =>
      answer(api.POST("/api/v1/interimEvaluations/{id}:reflect", { params: { path: { id } }, body: { reflection: { ...reflection, clientId: me }, requestId } })),
    "interimEvaluations",
  );
  const base = `/mijn/hoe-gaat-het/${id}`;
  const onward = () => go(n < total ? `${base}/${n + 1}` : `${base}/klaar`);
  const ways = {
    back: n > 1 ? `${base}/${n - 1}` : "/mijn/hoe-gaat-het",
    busy: tell.busy,
    waiting: tell.waiting,
    problem: tell.problem,
    onAgain: tell.again,
  };
  const say = (next: Reflection) => tell.send(next, onward);
  const question = questions[n - 1];
  const place = { n, total };
  if (!question) return <Alone told={told} ways={ways} place={place} onSay={say} onSkip={onward} />;
  const others = (one.clientIds ?? []).filter((other) => other !== me);
  const props = { id, question, told, others, ways, place, onSay: say, onSkip: onward };
  return question.kind === "KIND_WORDS" ? <InWords {...props} /> : <InPictures {...props} />;
}

interface QuestionProps {
  id: string;
  question: Question;
  told: Reflection | undefined;
  others: string[];
  ways: { back: string };
  place: { n: number; total: number };
  onSay: (told: Reflection) => void;
  onSkip: () => void;
}

/** Who the others are: their names, or the group when there are many. */
function useOthers(ids: string[]): string {
  const t = useT();
  const nameOf = useNames(ids);
  const names = useFormat().list(ids.map((id) => nameOf(id, true)));
  return ids.length > 2 ? t("lookback.group") : names;
}

function InPictures({ question, told, others, ways, place, onSay, onSkip }: QuestionProps) {
  const t = useT();
  const choice = useChoice();
  const key = question.key ?? "";
  const before = valueOf(told, key);
  const choices = choicesOf(question).map((value) => choice(question, value));
  const [chosen, setChosen] = useState<string[]>(choices.some(({ value }) => value === before) && before ? [before] : []);
  const picked = choices.find(({ value }) => value === chosen[0])?.value;
  return (
    <QuestionPage<string>
      {...ways}
      question={easyOf(t.language, question, useOthers(others))}
      place={place}
      above={<Pictogram of={questionPicture(question.picture)} size="5rem" plate />}
      choices={choices}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => picked && onSay(withValue(told, key, picked))}
      onSkip={() => (before ? onSkip() : onSay(withValue(told, key, "SKIPPED")))}
    />
  );
}

function InWords({ id, question, told, others, ways, onSay, onSkip }: QuestionProps) {
  const t = useT();
  const key = question.key ?? "";
  const before = wordsOf(told, key);
  const [words, setWords, forget] = useDraft(`feeling:${id}:${key}`, before);
  const send = () => {
    if (words === before) return onSkip();
    forget();
    onSay(withWords(told, key, words));
  };
  return (
    <TextPage
      {...ways}
      question={easyOf(t.language, question, useOthers(others))}
      hint={t("lookback.wordsHint")}
      value={words}
      onChange={setWords}
      most={2000}
      onNext={send}
      onSkip={onSkip}
      next={t("common.next")}
    />
  );
}

/** Somebody may have sat beside them: that is noted, and fine. Nothing told, nothing to ask. */
function Alone({ told, ways, place, onSay, onSkip }: Pick<QuestionProps, "told" | "ways" | "place" | "onSay" | "onSkip">) {
  const t = useT();
  const [chosen, setChosen] = useState<string[]>(told?.together ? ["together"] : []);
  return (
    <QuestionPage<string>
      {...ways}
      question={t("lookback.together")}
      place={place}
      choices={[
        { value: "alone", words: t("lookback.alone"), picture: Person },
        { value: "together", words: t("lookback.withSomebody"), picture: PeopleHoldingHands },
      ]}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => (told && chosen[0] ? onSay({ ...told, together: chosen[0] === "together" }) : onSkip())}
      onSkip={onSkip}
    />
  );
}

function Thanks() {
  const t = useT();
  return (
    <Told title={t("lookback.thanks")} sentences={[t("lookback.thanks1"), t("lookback.thanks2")]} picture={Star} back="/mijn/hoe-gaat-het">
      <Doings>
        <Doing href="/mijn/praten" words={t("client.tile.talk")} picture={PersonRaisingHand} tone="rose" />
        <Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} />
      </Doings>
    </Told>
  );
}
