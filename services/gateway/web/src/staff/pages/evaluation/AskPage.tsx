/** Looking back together with one person: one question at a time, with pictures, on one screen. Nothing is lost, back always works. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useDraft } from "@/app/draft";
import { asked, choicesOf, type Question, questionsQuery, textOf, toSend, valueOf, withValue, withWords, wordsOf } from "@/app/questions";
import { Button } from "@/design/Button";
import { Page } from "@/design/Page";
import { PictureAnswers } from "@/design/PictureAnswers";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { type Change, useChange, useUndo } from "@/staff/change";
import { askDraft } from "./drafts";
import styles from "./evaluation.module.css";
import { ChangeNote } from "./Notes";
import { useCalled } from "./people";
import { pictureFor } from "./pictures";
import { type Evaluation, evaluationQuery, reflect, type Reflection } from "./queries";
import { type Asking, begin, keyAt, placeIn, skip } from "./reflection";
import { useSayValue } from "./say";

export function AskPage() {
  const t = useT();
  const { evaluationId, clientId } = useParams({ from: "/shell/tussenstand/$evaluationId/samen/$clientId" });
  const found = useQuery(evaluationQuery(evaluationId));
  const { called, nameOf } = useCalled([...(found.data?.clientIds ?? []), clientId]);
  const name = nameOf(clientId, true);
  return (
    <Page
      title={t("evaluation.ask.title", { name })}
      lead={t("evaluation.ask.lead", { name })}
      above={
        <Link to="/tussenstand/$evaluationId" params={{ evaluationId }}>
          {found.data ? t("evaluation.interim.of", { names: called(found.data.clientIds) }) : t("evaluation.interim.title")}
        </Link>
      }
      width="text"
    >
      <QueryView query={found}>
        {(one) => (one.state === "STATE_DONE" ? <p>{t("evaluation.ask.closed")}</p> : <Questions of={one} clientId={clientId} name={name} />)}
      </QueryView>
    </Page>
  );
}

function Questions({ of, clientId, name }: { of: Evaluation; clientId: string; name: string }) {
  const set = useQuery(questionsQuery(of.questionsVersion));
  return <QueryView query={set}>{(found) => <Asked of={of} clientId={clientId} name={name} questions={asked(found)} />}</QueryView>;
}

function Asked({ of, clientId, name, questions }: { of: Evaluation; clientId: string; name: string; questions: Question[] }) {
  const earlier = (of.reflections ?? []).find((one) => one.clientId === clientId);
  const [asking, setAsking, forget] = useDraft<Asking>(askDraft(of.id, clientId), begin(earlier));
  const box = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState(false);
  const save = useSave(of, clientId, name, earlier, forget);
  const index = placeIn(questions, asking.at);
  const question = questions[index];
  useEffect(() => {
    // A new question: the focus goes to it, so that it is read out and the keyboard goes on from there.
    if (moved) box.current?.focus();
  }, [index, moved]);
  const go = (told: Reflection, to: number) => {
    if (to >= questions.length) {
      setAsking({ ...asking, told });
      return save.start(told);
    }
    setMoved(true);
    setAsking({ at: keyAt(questions, to), told });
  };
  if (!question) return null;
  return (
    <div ref={box} tabIndex={-1} className={styles.ask} key={question.key}>
      <One
        of={of}
        clientId={clientId}
        question={question}
        told={asking.told}
        place={{ n: index + 1, total: questions.length }}
        onChange={(told) => setAsking({ ...asking, told })}
        onNext={() => go(asking.told, index + 1)}
        onSkip={() => go(skip(asking.told, question), index + 1)}
        onBack={index > 0 ? () => go(asking.told, index - 1) : undefined}
        save={save}
      />
    </div>
  );
}

function useSave(of: Evaluation, clientId: string, name: string, earlier: Reflection | undefined, onSaved: () => void): Change<Reflection> {
  const t = useT();
  const navigate = useNavigate();
  const undo = useUndo();
  const refresh = [["interimEvaluations"], ["signals"]];
  return useChange({
    run: (told: Reflection, once) => reflect(of.id ?? "", { ...toSend(told), clientId }, once),
    refresh,
    onDone: async () => {
      onSaved();
      await navigate({ to: "/tussenstand/$evaluationId", params: { evaluationId: of.id ?? "" } });
      const done = t("evaluation.ask.done", { name });
      if (earlier) undo(done, () => reflect(of.id ?? "", toSend(earlier), crypto.randomUUID()), refresh);
      else toast(done);
    },
  });
}

interface OneProps {
  of: Evaluation;
  clientId: string;
  question: Question;
  told: Reflection;
  place: { n: number; total: number };
  onChange: (told: Reflection) => void;
  onNext: () => void;
  onSkip: () => void;
  onBack?: () => void;
  save: Change<Reflection>;
}

function One({ of, clientId, question, told, place, onChange, onNext, onSkip, onBack, save }: OneProps) {
  const t = useT();
  const say = useSayValue();
  const key = question.key ?? "";
  const { called } = useCalled(of.clientIds ?? []);
  const asks = textOf(t.language, question, called((of.clientIds ?? []).filter((id) => id !== clientId)));
  const note = <ChangeNote problem={save.problem} labels={{ "reflection.words": asks }} />;
  if (question.kind === "KIND_WORDS") {
    return <Words asks={asks} words={wordsOf(told, key)} place={place} onChange={(words) => onChange(withWords(told, key, words))} onNext={onNext} onBack={onBack} save={save} note={note} />;
  }
  const chosen = valueOf(told, key);
  return (
    <>
      <PictureAnswers
        question={asks}
        place={place}
        onNext={onNext}
        onSkip={onSkip}
        onBack={onBack}
        answers={choicesOf(question).map((value) => ({ value, words: say(key, value), pictogram: pictureFor(question, value) }))}
        value={chosen && chosen !== "SKIPPED" ? chosen : null}
        onChange={(value) => onChange(withValue(told, key, value))}
      />
      {note}
    </>
  );
}

interface WordsProps {
  asks: string;
  words: string;
  place: { n: number; total: number };
  onChange: (words: string) => void;
  onNext: () => void;
  onBack?: () => void;
  save: Change<Reflection>;
  note: ReactNode;
}

function Words({ asks, words, place, onChange, onNext, onBack, save, note }: WordsProps) {
  const t = useT();
  const last = place.n === place.total;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onNext();
  };
  return (
    <form className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties} onSubmit={submit} noValidate>
      <p className="soft small">{t("common.question", place)}</p>
      <TextArea optional label={asks} description={t("lookback.words.help")} value={words} onChange={onChange} error={save.problem?.fields["reflection.words"]} maxLength={2000} />
      {note}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{last ? t("evaluation.ask.save") : t("common.next")}</Button>
        {onBack && <Button onPress={onBack}>{t("common.back")}</Button>}
      </div>
    </form>
  );
}
