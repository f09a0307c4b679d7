/** A rest: who asked for it, and when somebody asks again how it is. It never ends by itself (O-05). */
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Dialog } from "@/design/Dialog";
import { RadioCards } from "@/design/RadioCards";
import { TextField } from "@/design/TextField";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { useUndo } from "@/staff/change";
import { HowSaid, type SaidForm } from "./HowSaid";
import { pause, resume, type Word } from "./life";
import { ChangeNote, idsOf, useMatchNames } from "./parts";
import type { Match } from "./queries";
import { daysFromNow, dayToTime } from "./road";
import { around, useMatchChange } from "./useMatchChange";
import styles from "./matches.module.css";

const together = "together";

export function PauseDialog({ match, onClose }: { match: Match; onClose: () => void }) {
  const t = useT();
  const undo = useUndo();
  const { nameOf, isHidden, called } = useMatchNames([match]);
  const [rest, setRest, forget] = useDraft(`match:pause:${match.id}`, { by: together, until: daysFromNow(28) });
  const [form, setForm] = useState<SaidForm | null>(null);
  const [tried, setTried] = useState(false);
  const own = rest.by !== together;
  const word: Word = own && form ? { clientId: rest.by, supportForm: form } : {};
  const save = useMatchChange(match.id ?? "", (value: Word & { until?: string }, requestId) => pause(match, value, requestId), (after) => {
    forget();
    onClose();
    undo(t("matches.do.pause.done"), () => resume(after, word, crypto.randomUUID()), [["matches", match.id], ...around]);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!own || form) save.start({ ...word, until: rest.until ? dayToTime(rest.until) : undefined });
  };
  const people = idsOf(match).filter((id) => !isHidden(id));
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t("matchlife.pause.title", { names: called(match) })}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p>{t("matchlife.pause.lead")}</p>
        {match.follows?.what === "WHAT_PAUSE" && (
          <div>
            <p className="small">{t("lookback.follows.words")}</p>
            <blockquote>{inLanguage(t.language, match.follows, "words")}</blockquote>
          </div>
        )}
        <RadioCards
          compact
          label={t("matchlife.pause.who")}
          value={rest.by}
          onChange={(by) => setRest({ ...rest, by })}
          options={[
            { value: together, label: t("matchlife.pause.together") },
            ...people.map((id) => ({ value: id, label: nameOf(id, true) })),
          ]}
        />
        {own && <HowSaid name={nameOf(rest.by, true)} value={form} onChange={setForm} missing={tried} />}
        <TextField
          optional
          type="date"
          label={t("matchlife.pause.until")}
          description={t("matchlife.pause.until.help")}
          value={rest.until}
          onChange={(until) => setRest({ ...rest, until })}
          error={save.problem?.fields.until}
        />
        <ChangeNote problem={save.problem} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("matchlife.pause.save")}</Button>
          <Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
