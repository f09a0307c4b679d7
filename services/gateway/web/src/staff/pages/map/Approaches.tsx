/** For what somebody may be asked: each with the client's own yes, taken back in one tap. Optrek itself never asks anybody (N-14). */
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { RadioCards } from "@/design/RadioCards";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import type { Contact } from "../people/queries";
import styles from "./map.module.css";
import { allowApproach, withdrawApproach } from "./queries";
import { type Voice, voices, voiceWords } from "./voices";
import { requestId } from "@/api/client";

export function Approaches({ contact, name }: { contact: Contact; name: string }) {
  const t = useT();
  const date = useFormat().date;
  const undo = useUndo();
  const [open, setOpen] = useState(false);
  const refresh = [["contacts", contact.clientId]];
  const back = useChange({
    run: ({ id }: { id: string; purpose: string }, once) => withdrawApproach(contact, id, once),
    refresh,
    onDone: (now, { purpose }) => undo(t("map.approach.took"), () => allowApproach(now, { purpose, voice: voiceWords.spoken }, requestId()), refresh),
  });
  const given = contact.approaches ?? [];
  return (
    <section className={styles.inset}>
      <h3>{t("map.approach.title")}</h3>
      {given.length === 0 && <p className="soft small">{t("map.approach.none", { name })}</p>}
      {given.length > 0 && (
        <ul className={styles.yeses}>
          {given.map(({ id = "", purpose = "", giveTime }) => (
            <li key={id}>
              <span>{purpose}{giveTime && <span className="soft small"> ({date(giveTime)})</span>}</span>
              <Button kind="quiet" size="small" isDisabled={back.isPending} onPress={() => back.start({ id, purpose })}>{t("map.approach.take")}</Button>
            </li>
          ))}
        </ul>
      )}
      <ErrorNote problem={back.problem} />
      {open ? <Allow contact={contact} name={name} onDone={() => setOpen(false)} /> : <div><Button size="small" onPress={() => setOpen(true)}>{t("map.approach.add")}</Button></div>}
    </section>
  );
}

function Allow({ contact, name, onDone }: { contact: Contact; name: string; onDone: () => void }) {
  const t = useT();
  const [purpose, setPurpose, forget] = useDraft(`approach:${contact.id}`, "");
  const [voice, setVoice] = useState<Voice | null>(null);
  const allow = useChange({
    run: (said: { purpose: string; voice: string }, once) => allowApproach(contact, said, once),
    refresh: [["contacts", contact.clientId]],
    onDone: () => {
      forget();
      toast(t("map.approach.gave"));
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    allow.start({ purpose: purpose.trim(), voice: voice ? voiceWords[voice] : "" });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextField label={t("map.approach.what", { contact: contact.name ?? "" })} description={t("map.approach.what.help")} value={purpose} onChange={setPurpose} error={allow.problem?.fields.purpose} autoComplete="off" maxLength={200} />
      <VoicePicker name={name} value={voice} onChange={setVoice} />
      <ErrorNote problem={allow.problem} />
      <div className="cluster">
        <Button type="submit" size="small" kind="primary" isPending={allow.isPending} isDisabled={!purpose.trim() || !voice}>{t("map.approach.keep")}</Button>
        <Button size="small" kind="quiet" onPress={onDone}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

export function VoicePicker({ name, value, onChange }: { name: string; value: Voice | null; onChange: (voice: Voice) => void }) {
  const t = useT();
  return <RadioCards compact label={t("map.voice", { name })} value={value} onChange={onChange} options={voices.map((voice) => ({ value: voice, label: t(`map.voice.${voice}`) }))} />;
}
