/** What follows, chosen together; each outcome explained, none of them a failure. */
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { outcomeDraft } from "./drafts";
import styles from "./evaluation.module.css";
import { ChangeNote } from "./Notes";
import lookback from "./lookback.module.css";
import { type Chosen, outcomes, type Reason, reasons } from "./outcomes";
import { closeEvaluation, type Evaluation, reopenEvaluation } from "./queries";
import { saysChange } from "./reflection";

interface Form {
  outcome: Chosen | null;
  reasons: Reason[];
  words: string;
}

export function OutcomeForm({ of }: { of: Evaluation }) {
  const t = useT();
  const [form, setForm, forget] = useDraft<Form>(outcomeDraft(of.id), { outcome: null, reasons: [], words: "" });
  const undo = useUndo();
  const [tried, setTried] = useState(false);
  const close = useChange({
    run: (outcome: Chosen, once) => closeEvaluation(of, { outcome, reasons: outcome === "OUTCOME_CONTINUE" ? [] : form.reasons, words: form.words }, once),
    refresh: [["interimEvaluations"], ["signals"], ["matches"]],
    onDone: (closed) => {
      forget();
      undo(t("evaluation.interim.outcome.closed"), () => reopenEvaluation(closed, crypto.randomUUID()), [["interimEvaluations"], ["signals"], ["matches"]]);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (form.outcome) close.start(form.outcome);
  };
  return (
    <section className={styles.outcome}>
      <div>
        <h2>{t("evaluation.interim.outcome")}</h2>
        <p className="soft">{t("evaluation.interim.outcome.lead")}</p>
      </div>
      {saysChange(of.reflections) && <p className={styles.neutral}>{t("evaluation.interim.neutral")}</p>}
      <form className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties} onSubmit={submit} noValidate>
        <RadioCards
          label={t("evaluation.interim.outcome.label")}
          value={form.outcome}
          onChange={(outcome) => setForm({ ...form, outcome })}
          error={tried && !form.outcome ? t("evaluation.interim.outcome.choose") : undefined}
          options={outcomes.map((outcome) => ({
            value: outcome, label: t(`evaluation.outcome.${outcome}`), description: t(`evaluation.outcome.${outcome}.help`),
          }))}
        />
        {form.outcome && form.outcome !== "OUTCOME_CONTINUE" && (
          <fieldset className={lookback.reasons}>
            <legend>{t("lookback.reasons.label")}</legend>
            <p className="soft small">{t("lookback.reasons.help")}</p>
            {reasons.map((reason) => (
              <Checkbox
                key={reason}
                isSelected={form.reasons.includes(reason)}
                onChange={(on) => setForm({ ...form, reasons: on ? [...form.reasons, reason] : form.reasons.filter((one) => one !== reason) })}
              >
                {t(`lookback.reason.${reason}`)}
              </Checkbox>
            ))}
          </fieldset>
        )}
        <TextArea
          optional
          label={t("evaluation.interim.outcome.words")}
          description={t("evaluation.interim.outcome.words.help")}
          value={form.words}
          onChange={(words) => setForm({ ...form, words })}
          error={close.problem?.fields.words}
          maxLength={2000}
        />
        <ChangeNote
          problem={close.problem}
          overtaken={t("evaluation.overtaken.told")}
          labels={{ words: t("evaluation.interim.outcome.words"), outcome: t("evaluation.interim.outcome.label") }}
        />
        <div><Button kind="primary" type="submit" isPending={close.isPending}>{t("evaluation.interim.outcome.close")}</Button></div>
      </form>
    </section>
  );
}
