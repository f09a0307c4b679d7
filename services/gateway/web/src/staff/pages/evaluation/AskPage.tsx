/** Looking back together with one person: one question at a time, with pictures, on one screen. Nothing is lost, back always works. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Page } from "@/design/Page";
import { PictureAnswers } from "@/design/PictureAnswers";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { askDraft } from "./drafts";
import styles from "./evaluation.module.css";
import { ChangeNote } from "./Notes";
import { useCalled } from "./people";
import { changePictures, facePictures, pushPictures } from "./pictures";
import { type Evaluation, evaluationQuery, reflect, type Reflection } from "./queries";
import { after, type Asking, before, begin, changes, faces, pushes, skip, steps, withChange } from "./reflection";

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
  const earlier = (of.reflections ?? []).find((one) => one.clientId === clientId);
  const [asking, setAsking, forget] = useDraft<Asking>(askDraft(of.id, clientId), begin(earlier));
  const box = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState(false);
  useEffect(() => {
    // A new question: the focus goes to it, so that it is read out and the keyboard goes on from there.
    if (moved) box.current?.focus();
  }, [asking.step, moved]);
  const go = (next: Asking) => {
    setMoved(true);
    setAsking(next);
  };
  const back = before(asking.step);
  return (
    <div ref={box} tabIndex={-1} className={styles.ask} key={asking.step}>
      {asking.step === "words"
        ? <Words of={of} clientId={clientId} name={name} asking={asking} earlier={earlier} onChange={setAsking} onBack={() => go({ ...asking, step: "change" })} onSaved={forget} />
        : <Question asking={asking} onChange={setAsking} onGo={go} onBack={back ? () => go({ ...asking, step: back }) : undefined} />}
    </div>
  );
}

interface QuestionProps {
  asking: Asking;
  onChange: (asking: Asking) => void;
  onGo: (asking: Asking) => void;
  onBack?: () => void;
}

function Question({ asking, onChange, onGo, onBack }: QuestionProps) {
  const t = useT();
  const { step, told } = asking;
  const ways = {
    onNext: () => onGo({ ...asking, step: after(step) }),
    onSkip: () => onGo(skip(asking)),
    onBack,
    place: { n: steps.indexOf(step) + 1, total: steps.length },
  };
  if (step === "push") {
    return (
      <PictureAnswers
        {...ways}
        question={t("evaluation.ask.push")}
        answers={pushes.map((value) => ({ value, words: t(`evaluation.ask.${value}`), pictogram: pushPictures[value] }))}
        value={pushes.find((one) => one === told.push) ?? null}
        onChange={(push) => onChange({ ...asking, told: { ...told, push } })}
      />
    );
  }
  if (step === "change") {
    return (
      <PictureAnswers
        {...ways}
        question={t("evaluation.ask.change")}
        answers={changes.map((value) => ({ value, words: t(`evaluation.ask.change.${value}`), pictogram: changePictures[value] }))}
        value={asking.change}
        onChange={(change) => onChange(withChange(asking, change))}
      />
    );
  }
  if (step === "words") return null;
  return (
    <PictureAnswers
      {...ways}
      question={t(`evaluation.ask.${step}`)}
      answers={faces.map((value) => ({ value, words: t(`evaluation.ask.${value}`), pictogram: facePictures[value] }))}
      value={faces.find((one) => one === told[step]) ?? null}
      onChange={(face) => onChange({ ...asking, told: { ...told, [step]: face } })}
    />
  );
}

interface WordsProps {
  of: Evaluation;
  clientId: string;
  name: string;
  asking: Asking;
  earlier: Reflection | undefined;
  onChange: (asking: Asking) => void;
  onBack: () => void;
  onSaved: () => void;
}

function Words({ of, clientId, name, asking, earlier, onChange, onBack, onSaved }: WordsProps) {
  const t = useT();
  const navigate = useNavigate();
  const undo = useUndo();
  const refresh = [["interimEvaluations"], ["signals"]];
  const save = useChange({
    run: (told: Reflection, once) => reflect(of.id ?? "", { ...told, clientId, time: undefined }, once),
    refresh,
    onDone: async () => {
      onSaved();
      await navigate({ to: "/tussenstand/$evaluationId", params: { evaluationId: of.id ?? "" } });
      const done = t("evaluation.ask.done", { name });
      if (earlier) undo(done, () => reflect(of.id ?? "", { ...earlier, time: undefined }, crypto.randomUUID()), refresh);
      else toast(done);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(asking.told);
  };
  return (
    <form className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties} onSubmit={submit} noValidate>
      <p className="soft small">{t("common.question", { n: steps.length, total: steps.length })}</p>
      <TextArea
        optional
        label={t("evaluation.ask.words")}
        description={t("evaluation.ask.words.help", { name })}
        value={asking.told.words ?? ""}
        onChange={(words) => onChange({ ...asking, told: { ...asking.told, words } })}
        error={save.problem?.fields["reflection.words"]}
        maxLength={2000}
      />
      <ChangeNote problem={save.problem} labels={{ "reflection.words": t("evaluation.ask.words") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("evaluation.ask.save")}</Button>
        <Button onPress={onBack}>{t("common.back")}</Button>
      </div>
    </form>
  );
}
