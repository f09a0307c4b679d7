/** One's own learning track. Each step can be ticked, planned and noted in any order, and unticked again. */
import { useQuery } from "@tanstack/react-query";
import { requestId } from "@/api/client";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { learningQuery, type LearningStep, type MyLearning, saveLearning } from "./queries";
import styles from "./team.module.css";

export function LearningPart() {
  const t = useT();
  const learning = useQuery(learningQuery);
  return (
    <>
      <p className="soft">{t("team.learning.lead")}</p>
      <QueryView query={learning}>
        {(all) => <ul className={`plain-list ${styles.steps}`}>{all.steps?.map((step) => <li key={step.key}><Step step={step} of={all} /></li>)}</ul>}
      </QueryView>
    </>
  );
}

function Step({ step, of }: { step: LearningStep; of: MyLearning }) {
  const t = useT();
  const kept = { plannedDay: step.plannedDay ?? "", note: step.note ?? "" };
  const [draft, write, forget] = useDraft(`learning:${step.key}`, kept);
  const undo = useUndo();
  const now = { key: step.key, done: step.done, ...kept };
  const save = useChange({
    run: (changed: LearningStep, once) => saveLearning({ etag: of.etag, steps: [changed] }, once),
    refresh: [["me", "learning"]],
    onDone: (after) => {
      forget();
      undo(t("common.saved"), () => saveLearning({ etag: after.etag, steps: [now] }, requestId()), [["me", "learning"]]);
    },
  });
  const words = inLanguage(t.language, step, "text");
  const changed = draft.plannedDay !== kept.plannedDay || draft.note !== kept.note;
  return (
    <div className={styles.step} role="group" aria-label={words}>
      <Checkbox isSelected={step.done ?? false} onChange={(done) => save.start({ ...now, ...draft, done })} isDisabled={save.isPending}>{words}</Checkbox>
      <details className={styles.fold} open={kept.plannedDay || kept.note ? true : undefined}>
        <summary>{t("team.learning.more")}</summary>
        <div className={styles.stepDetail}>
        <TextField type="date" optional label={t("team.learning.planned")} value={draft.plannedDay} onChange={(plannedDay) => write({ ...draft, plannedDay })} />
        <TextField optional label={t("team.learning.note")} value={draft.note} onChange={(note) => write({ ...draft, note })} autoComplete="off" maxLength={500} />
        </div>
      </details>
      <ErrorNote problem={save.problem} />
      {changed && <div><Button size="small" onPress={() => save.start({ ...now, ...draft })} isPending={save.isPending}>{t("common.save")}</Button></div>}
    </div>
  );
}
