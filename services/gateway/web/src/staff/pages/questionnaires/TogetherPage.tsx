/** Filling in together, beside the client: one question at a time, with big answers both can see. Or reading what was shared. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { type Asking, askingQuery, type Said, type Step, stepsOf, textOf } from "@/app/questionnaire";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { useChange } from "@/staff/change";
import { Questions } from "./Questions";
import styles from "./questionnaires.module.css";

export function TogetherPage() {
  const t = useT();
  const { clientId, askingId } = useParams({ from: "/shell/mensen/$clientId/vragen/$askingId" });
  const asking = useQuery(askingQuery(askingId));
  const name = useNames([clientId])(clientId, true);
  return (
    <Page
      title={asking.data?.title ?? "…"}
      lead={asking.data?.state === "STATE_OPEN" ? t("questionnaires.together.lead", { name }) : undefined}
      above={<Link to="/mensen/$clientId" params={{ clientId }} search={{ deel: "begeleiding" }}>{name}</Link>}
      width="text"
    >
      <QueryView query={asking}>{(found) => (found.state === "STATE_OPEN" ? <Fill of={found} clientId={clientId} /> : <Read of={found} />)}</QueryView>
    </Page>
  );
}

function Read({ of }: { of: Asking }) {
  const t = useT();
  if ((of.answers ?? []).length === 0) return <p>{t("questionnaires.person.nothing")}</p>;
  return of.questionnaire ? <Questions of={of.questionnaire} said={of.answers} /> : null;
}

function Fill({ of, clientId }: { of: Asking; clientId: string }) {
  const t = useT();
  const navigate = useNavigate();
  const steps = stepsOf(of.questionnaire?.questions ?? [], of.answers ?? [], t.language === "en");
  const said = (step: Step) => of.answers?.some((one) => one.linkId === step.question.linkId);
  const [n, setN] = useState(() => Math.max(steps.findIndex((step) => !said(step)), 0));
  const id = of.id ?? "";
  const finish = useChange({
    run: (_: "done", once) => answer(api.POST("/api/v1/questionnaireAskings/{id}:finish", { params: { path: { id } }, body: { shared: of.shared, requestId: once } })),
    refresh: [["questionnaireAskings"]],
    onDone: async () => {
      await navigate({ to: "/mensen/$clientId", params: { clientId }, search: { deel: "begeleiding" } });
      toast(t("questionnaires.together.done"));
    },
  });
  const step = steps[n];
  if (!step) {
    return (
      <div className={styles.form}>
        <p>{t("questionnaires.together.last")}</p>
        <ErrorNote problem={finish.problem} />
        <div className="cluster">
          <Button onPress={() => setN(steps.length - 1)}>{t("common.back")}</Button>
          <Button kind="primary" isPending={finish.isPending} onPress={() => finish.start("done")}>{t("common.done")}</Button>
        </div>
      </div>
    );
  }
  return <One key={step.question.linkId} id={id} step={step} before={of.answers?.find((one) => one.linkId === step.question.linkId)} onBack={n > 0 ? () => setN(n - 1) : undefined} onNext={() => setN(n + 1)} />;
}

interface OneProps {
  id: string;
  step: Step;
  before?: Said;
  onBack?: () => void;
  onNext: () => void;
}

function One({ id, step: { question, lines }, before, onBack, onNext }: OneProps) {
  const t = useT();
  const linkId = question.linkId ?? "";
  const [codes, setCodes] = useState<string[]>(before?.codes ?? []);
  const [words, setWords, forget] = useDraft(`together:${id}:${linkId}`, before?.words ?? "");
  const say = useChange({
    run: (said: Said, once) => answer(api.POST("/api/v1/questionnaireAskings/{id}:answer", { params: { path: { id } }, body: { answer: said, requestId: once } })),
    refresh: [["questionnaireAskings"]],
    onDone: () => { forget(); onNext(); },
  });
  const english = t.language === "en";
  const text = textOf(question, english);
  const choices = question.kind === "KIND_YES_NO"
    ? [{ value: "true", label: t("common.yes") }, { value: "false", label: t("common.no") }]
    : (question.choices ?? []).map((choice) => ({ value: choice.code ?? "", label: textOf(choice, english) }));
  const own = question.kind === "KIND_WORDS";
  const empty = own ? words.trim() === "" : codes.length === 0;
  const toggle = (code: string) => setCodes(codes.includes(code) ? codes.filter((other) => other !== code) : [...codes, code]);
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); say.start(empty ? { linkId, skipped: true } : own ? { linkId, words } : { linkId, codes }); }}>
      {lines.map((line) => <p key={line} className="soft">{line}</p>)}
      {own && <TextArea label={text} value={words} onChange={setWords} maxLength={2000} />}
      {!own && !question.several && <RadioCards label={text} value={codes[0] ?? ""} onChange={(code) => setCodes([code])} options={choices} />}
      {!own && question.several && (
        <fieldset className={styles.several}>
          <legend>{text}</legend>
          {choices.map((choice) => <Checkbox key={choice.value} isSelected={codes.includes(choice.value)} onChange={() => toggle(choice.value)}>{choice.label}</Checkbox>)}
        </fieldset>
      )}
      <ErrorNote problem={say.problem} />
      <div className="cluster">
        {onBack && <Button onPress={onBack}>{t("common.back")}</Button>}
        <Button kind="primary" type="submit" isPending={say.isPending}>{t(empty ? "common.skip" : "common.next")}</Button>
      </div>
    </form>
  );
}
