/** In an emergency: reaching somebody one does not guide. Who it is has to be known; why is read by the client too. */
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { type EmergencyReason, openEmergency } from "@/app/looks";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Page } from "@/design/Page";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { ChangeNote } from "../evaluation/Notes";
import styles from "./emergency.module.css";

const reasons = ["REASON_UNSAFE", "REASON_STANDING_IN", "REASON_OTHER"] as const satisfies readonly EmergencyReason[];

export function OpenEmergencyPage() {
  const t = useT();
  const navigate = useNavigate();
  const [draft, setDraft, forget] = useDraft<{ reason: EmergencyReason | null; words: string }>("emergency", { reason: null, words: "" });
  // A name is not kept in this browser, not even as a draft.
  const [name, setName] = useState("");
  const [year, setYear] = useState("");
  const [tried, setTried] = useState(false);
  const open = useChange({
    run: (_: void, once) => openEmergency({ name, birthYear: Number(year) || 0, reason: draft.reason ?? "REASON_OTHER", words: draft.words }, once),
    refresh: [["emergencies"], ["clients"]],
    onDone: async (opened) => {
      forget();
      await navigate({ to: "/mensen/$clientId", params: { clientId: opened.clientId ?? "" } });
    },
  });
  const wrong = open.problem?.fields ?? {};
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.reason) open.start();
  };
  return (
    <Page title={t("emergency.title")} lead={t("emergency.lead")} width="text" above={<Link to="/mensen">{t("emergency.people")}</Link>}>
      <form className={styles.form} onSubmit={send} noValidate>
        <TextField label={t("emergency.name")} description={t("emergency.nameHelp")} value={name} onChange={setName} error={wrong.name} autoComplete="off" maxLength={200} />
        {(open.problem?.code === "EMERGENCY_SEVERAL" || year) && (
          <TextField label={t("emergency.year")} value={year} onChange={setYear} error={wrong.birthYear ?? wrong.birth_year} autoComplete="off" type="number" />
        )}
        <RadioCards
          label={t("emergency.reason")} value={draft.reason} onChange={(reason) => setDraft({ ...draft, reason })}
          error={tried && !draft.reason ? t("emergency.reasonMissing") : undefined}
          options={reasons.map((reason) => ({ value: reason, label: t(`emergency.reason.${reason}`) }))}
        />
        <TextArea label={t("emergency.words")} description={t("emergency.wordsHelp")} value={draft.words} onChange={(words) => setDraft({ ...draft, words })} error={wrong.words} />
        <Card tone="sky" title={t("emergency.happens")} level={2}>
          <ul>
            <li>{t("emergency.happens1")}</li>
            <li>{t("emergency.happens2")}</li>
            <li>{t("emergency.happens3")}</li>
          </ul>
        </Card>
        <ChangeNote problem={open.problem} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={open.isPending}>{t("emergency.open")}</Button>
          <Link to="/mensen" className={buttonClass("quiet")}>{t("common.back")}</Link>
        </div>
      </form>
    </Page>
  );
}
