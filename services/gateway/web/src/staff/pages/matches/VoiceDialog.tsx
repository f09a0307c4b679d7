/** Writing down what a client said. Whose answer it is stays clear, and how they gave it goes along (M-02). */
import { type FormEvent, useState } from "react";
import { Button } from "@/design/Button";
import { Dialog } from "@/design/Dialog";
import { RadioCards } from "@/design/RadioCards";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { ChangeNote } from "./parts";
import { type Answer, type Match, recordAgreement, recordAnswer, type SupportForm } from "./queries";
import { useMatchChange } from "./useMatchChange";
import styles from "./matches.module.css";

const answers = ["ANSWER_YES", "ANSWER_MAYBE", "ANSWER_NOT_NOW", "ANSWER_NO"] as const satisfies readonly Answer[];
const forms = ["SUPPORT_FORM_SPOKEN", "SUPPORT_FORM_PICTURES", "SUPPORT_FORM_GESTURE", "SUPPORT_FORM_REPRESENTATIVE"] as const satisfies readonly SupportForm[];

export interface VoiceDialogProps {
  match: Match;
  person: { id: string; name: string };
  /** The answer to a proposal, or the own yes to go on together. */
  about: "proposal" | "agreement";
  onClose: () => void;
}

export function VoiceDialog({ match, person, about, onClose }: VoiceDialogProps) {
  const t = useT();
  const name = person.name;
  const [answer, setAnswer] = useState<(typeof answers)[number] | null>(about === "agreement" ? "ANSWER_YES" : null);
  const [form, setForm] = useState<(typeof forms)[number] | null>(null);
  const [tried, setTried] = useState(false);
  const save = useMatchChange(
    match.id ?? "",
    (told: { clientId: string; answer: Answer; supportForm: SupportForm }, requestId) =>
      about === "proposal" ? recordAnswer(match, told, requestId) : recordAgreement(match, { clientId: told.clientId, supportForm: told.supportForm }, requestId),
    (after) => {
      onClose();
      if (about === "proposal") toast(t("matches.answer.done", { name }));
      else toast(after.state === "STATE_UNDER_WAY" ? t("matches.agree.under_way") : t("matches.agree.done", { name }));
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (answer && form) save.start({ clientId: person.id, answer, supportForm: form });
  };
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={about === "proposal" ? t("matches.answer.title", { name }) : t("matches.agree.title", { name })}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p>{t("matches.answer.lead", { name })}</p>
        {about === "proposal" && (
          <RadioCards
            compact
            label={t("matches.answer.question", { name })}
            value={answer}
            onChange={setAnswer}
            error={tried && !answer ? t("matches.answer.first", { name }) : undefined}
            options={answers.map((value) => ({ value, label: t(`matches.answer.${value}`) }))}
          />
        )}
        {(answer === "ANSWER_NO" || answer === "ANSWER_NOT_NOW") && <p className={styles.hints}>{t("matches.answer.returns")}</p>}
        <RadioCards
          compact
          label={t("matches.answer.form", { name })}
          value={form}
          onChange={setForm}
          error={tried && !form ? t("matches.answer.form.first", { name }) : undefined}
          options={forms.map((value) => ({ value, label: t(`matches.form.${value}`) }))}
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
