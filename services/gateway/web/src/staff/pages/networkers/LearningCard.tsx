/** What a networker learns by doing: looked at together, ticked by nobody but them. Steps in own words can be planned. */
import type { FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import styles from "./networkers.module.css";
import { type Networker, planLearning } from "./queries";

const learns = new Set(["STATE_LEARNING", "STATE_ACTIVE", "STATE_PAUSED"]);

export function LearningCard({ networker, name }: { networker: Networker; name: string }) {
  const t = useT();
  const steps = networker.learning ?? [];
  const may = learns.has(networker.state ?? "");
  if (steps.length === 0 && !may) return null;
  return (
    <Card title={t("networkers.learning", { name })} note={t("networkers.learning.own", { name })}>
      <ul className={`plain-list ${styles.steps}`}>
        {steps.map((step) => (
          <li key={step.key}>
            <span className={styles.mark} data-done={step.done || undefined} aria-hidden="true">{step.done ? "✓" : ""}</span>
            <span>
              {inLanguage(t.language, step, "text")}
              <span className="visually-hidden"> {t(step.done ? "networkers.step.done" : "networkers.step.later")}</span>
            </span>
          </li>
        ))}
      </ul>
      {may && <Plan networker={networker} />}
    </Card>
  );
}

function Plan({ networker }: { networker: Networker }) {
  const t = useT();
  const [words, setWords, forget] = useDraft(`learning:${networker.id}`, "");
  const plan = useChange({
    run: (text: string, once) => planLearning(networker, text, once),
    refresh: [["networkers"]],
    onDone: () => {
      forget();
      setWords("");
      toast(t("networkers.plan.did"));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    plan.start(words);
  };
  return (
    <form className={styles.plan} onSubmit={submit} noValidate>
      <TextField
        label={t("networkers.plan")}
        description={t("networkers.plan.help")}
        value={words}
        onChange={setWords}
        error={plan.problem?.fields["learning.textNl"]}
        maxLength={300}
        autoComplete="off"
      />
      <ErrorNote problem={plan.problem?.fields["learning.textNl"] ? null : plan.problem} />
      <Button type="submit" size="small" isPending={plan.isPending}>{t("networkers.plan.add")}</Button>
    </form>
  );
}
