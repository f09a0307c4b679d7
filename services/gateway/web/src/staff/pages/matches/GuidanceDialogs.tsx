/** How near the support worker is to one person (D-01, D-02), and a short estimate (D-06). Both move both ways. */
import { type FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Dialog } from "@/design/Dialog";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useUndo } from "@/staff/change";
import { HowTo } from "../howto/HowTo";
import { ChangeNote } from "./parts";
import { type Distance, type Guidance, type Match, noteEstimate, type Participant, setGuidance, type Task } from "./queries";
import { daysFromNow, dayToTime } from "./road";
import { around, useMatchChange } from "./useMatchChange";
import styles from "./matches.module.css";

export interface PersonDialogProps {
  match: Match;
  person: Participant;
  name: string;
  onClose: () => void;
}

const distances = ["DISTANCE_ALONGSIDE", "DISTANCE_CLOSE", "DISTANCE_AT_A_DISTANCE", "DISTANCE_ON_CALL"] as const satisfies readonly Distance[];

/** The words of the method (D-07). */
const tasks = ["TASK_COACH", "TASK_CONNECTOR", "TASK_MEDIATOR", "TASK_DOING_IT_FOR"] as const satisfies readonly Task[];

interface Wanted {
  distance: Distance;
  task: Task;
  reason: string;
  review: string;
}

export function GuidanceDialog({ match, person, name, onClose }: PersonDialogProps) {
  const t = useT();
  const undo = useUndo();
  const id = person.clientId ?? "";
  const before = person.guidance;
  const [wanted, setWanted, forget] = useDraft<Wanted>(`match:guidance:${match.id}:${id}`, {
    distance: before?.distance ?? "DISTANCE_UNSPECIFIED", task: before?.task ?? "TASK_UNSPECIFIED", reason: "", review: daysFromNow(56),
  });
  const save = useMatchChange(
    match.id ?? "",
    (value: Wanted, requestId) =>
      setGuidance(match, id, { distance: value.distance, task: value.task, reason: value.reason, reviewTime: value.review ? dayToTime(value.review) : undefined }, requestId),
    (after) => {
      forget();
      onClose();
      const back = before && backTo(before);
      if (!back) return toast(t("matches.guidance.done", { name }));
      undo(t("matches.guidance.done", { name }), () => setGuidance(after, id, back, crypto.randomUUID()), [["matches", match.id], ...around]);
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(wanted);
  };
  const fields = save.problem?.fields ?? {};
  const set = (change: Partial<Wanted>) => setWanted({ ...wanted, ...change });
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t("matches.guidance.of", { name })}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <HowTo about="distance" />
        <RadioCards<Distance>
          label={t("matches.guidance.question")}
          value={wanted.distance === "DISTANCE_UNSPECIFIED" ? null : wanted.distance}
          onChange={(distance) => set({ distance })}
          error={fields["guidance.distance"]}
          options={distances.map((value) => ({ value, label: t(`matches.guidance.${value}`), description: t(`matches.guidance.${value}.help`) }))}
        />
        <RadioCards<Task>
          label={t("matchlife.task.question")}
          description={t("matchlife.task.help")}
          value={wanted.task === "TASK_UNSPECIFIED" ? null : wanted.task}
          onChange={(task) => set({ task })}
          error={fields["guidance.task"]}
          options={tasks.map((value) => ({ value, label: t(`matchlife.task.${value}`, { name }), description: t(`matchlife.task.${value}.help`, { name }) }))}
        />
        <div aria-live="polite">
          {wanted.task === "TASK_DOING_IT_FOR" && <p className={styles.hints}>{t("matchlife.task.whoElse", { name })}</p>}
        </div>
        <TextArea
          label={t("matches.guidance.reason")}
          description={t("matches.guidance.reason.help")}
          value={wanted.reason}
          onChange={(reason) => set({ reason })}
          error={fields["guidance.reason"]}
          maxLength={1000}
        />
        <TextField
          type="date"
          label={t("matches.guidance.review")}
          description={t("matches.guidance.review.help")}
          value={wanted.review}
          onChange={(review) => set({ review })}
          error={fields["guidance.reviewTime"]}
        />
        <ChangeNote problem={save.problem} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
          <Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** How it was, when the server would take it again: its review day is still to come. */
function backTo(before: Guidance): Guidance | null {
  const still = before.reviewTime && new Date(before.reviewTime).getTime() > Date.now() && before.reason;
  return still ? { distance: before.distance, task: before.task, reason: before.reason, reviewTime: before.reviewTime } : null;
}

export function EstimateDialog({ match, person, name, onClose }: PersonDialogProps) {
  const t = useT();
  const id = person.clientId ?? "";
  const [words, setWords, forget] = useDraft(`match:estimate:${match.id}:${id}`, person.estimate?.words ?? "");
  const save = useMatchChange(match.id ?? "", (value: string, requestId) => noteEstimate(match, id, value, requestId), () => {
    forget();
    onClose();
    toast(t("matches.estimate.done"));
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(words);
  };
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t("matches.estimate.of", { name })}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextArea
          label={t("matches.estimate.words")}
          description={t("matches.estimate.words.help")}
          value={words}
          onChange={setWords}
          error={save.problem?.fields.words}
          maxLength={1000}
        />
        <ChangeNote problem={save.problem} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
          <Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
