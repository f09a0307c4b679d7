/** One person leaves a group and the others go on (M-11). With the same care as any ending: a talk, a day, what next. */
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Dialog } from "@/design/Dialog";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { forms, type SaidForm } from "./HowSaid";
import { leave } from "./life";
import { ChangeNote } from "./parts";
import type { Match } from "./queries";
import { useMatchChange } from "./useMatchChange";
import styles from "./matches.module.css";

/** Sometimes support workers decide it, with care: then it was not the client's word. */
const decided = "decided";
type How = SaidForm | typeof decided;

export function LeaveDialog({ match, person, onClose }: { match: Match; person: { id: string; name: string }; onClose: () => void }) {
  const t = useT();
  const name = person.name;
  const [privateReason, setReason, forget] = useDraft(`match:leave:${match.id}:${person.id}`, "");
  const [form, setForm] = useState<How | null>(null);
  const [tried, setTried] = useState(false);
  const save = useMatchChange(
    match.id ?? "",
    (how: How, requestId) => leave(match, { clientId: person.id, supportForm: how === decided ? undefined : how, privateReason }, requestId),
    () => {
      forget();
      onClose();
      toast(t("matchlife.leave.done", { name }));
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (form) save.start(form);
  };
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t("matchlife.leave.title", { name })}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p>{t("matchlife.leave.lead", { name })}</p>
        <RadioCards<How>
          compact
          label={t("matchlife.leave.how", { name })}
          value={form}
          onChange={setForm}
          error={tried && !form ? t("matches.answer.form.first", { name }) : undefined}
          options={[...forms.map((value) => ({ value, label: t(`matches.form.${value}`) })), { value: decided, label: t("matchlife.leave.decided") }]}
        />
        <TextArea
          optional
          label={t("matches.end.private")}
          description={t("matches.end.private.help")}
          value={privateReason}
          onChange={setReason}
          error={save.problem?.fields.privateReason}
          maxLength={2000}
        />
        <ChangeNote problem={save.problem} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("matchlife.leave.save", { name })}</Button>
          <Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
