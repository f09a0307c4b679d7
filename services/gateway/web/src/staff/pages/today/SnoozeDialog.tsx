/** Not now: why, and until when. A few words and a day; one tap brings it back. */
import { useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Dialog } from "@/design/Dialog";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { ChangeNote } from "../evaluation/Notes";
import { dayOf, morningOf, plusDays } from "./days";
import { type Signal, snooze, wake } from "./queries";
import styles from "./today.module.css";

const phrases = ["today.snooze.phrase.1", "today.snooze.phrase.2", "today.snooze.phrase.3"] as const;
const spans = { tomorrow: 1, week: 7, month: 30 } as const;
type Until = keyof typeof spans | "day";
interface Form {
  reason: string;
  until: Until;
  date: string;
}

export function SnoozeDialog({ of, who, onClose }: { of: Signal; who: string; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const undo = useUndo();
  const [today] = useState(() => dayOf(new Date()));
  const [form, setForm, forget] = useDraft<Form>(`snooze:${of.id}`, { reason: "", until: "week", date: "" });
  const day = form.until === "day" ? form.date : plusDays(today, spans[form.until]);
  const save = useChange({
    run: (until: string, once) => snooze(of, form.reason, morningOf(until), once),
    refresh: [["signals"]],
    onDone: (_, until) => {
      forget();
      onClose();
      undo(t("today.snooze.done", { day: format.day(until) }), () => wake(of, crypto.randomUUID()), [["signals"]]);
    },
  });
  const [tried, setTried] = useState(false);
  const fields = save.problem?.fields ?? {};
  const submit = () => {
    setTried(true);
    if (form.reason.trim() && day) save.start(day);
  };
  return (
    <Dialog
      title={t("today.snooze.title")}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button kind="primary" isPending={save.isPending} onPress={submit}>{t("today.snooze.save")}</Button>
          <Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button>
        </>
      }
    >
      <p><strong>{who}</strong>. {t("today.snooze.lead")}</p>
      <TextArea
        label={t("today.snooze.reason")}
        description={t("today.snooze.reason.help")}
        value={form.reason}
        onChange={(reason) => setForm({ ...form, reason })}
        error={tried && !form.reason.trim() ? t("today.snooze.reason.first") : fields.reason}
        maxLength={500}
      />
      <ul className={`${styles.phrases} plain-list`} aria-label={t("today.snooze.phrases")}>
        {phrases.map((key) => (
          <li key={key}><button type="button" className={buttonClass("secondary", "small")} onClick={() => setForm({ ...form, reason: t(key) })}>{t(key)}</button></li>
        ))}
      </ul>
      <RadioCards
        compact
        label={t("today.snooze.until")}
        value={form.until}
        onChange={(until) => setForm({ ...form, until })}
        error={form.until === "day" ? undefined : fields.until}
        options={[
          { value: "tomorrow", label: t("today.snooze.tomorrow") },
          { value: "week", label: t("today.snooze.week") },
          { value: "month", label: t("today.snooze.month") },
          { value: "day", label: t("today.snooze.day") },
        ]}
      />
      {form.until === "day" && (
        <TextField
          type="date"
          label={t("today.snooze.date")}
          value={form.date}
          onChange={(date) => setForm({ ...form, date })}
          error={tried && !form.date ? t("today.snooze.date.first") : fields.until}
        />
      )}
      <ChangeNote problem={save.problem} labels={{ reason: t("today.snooze.reason"), until: t("today.snooze.until") }} />
    </Dialog>
  );
}
