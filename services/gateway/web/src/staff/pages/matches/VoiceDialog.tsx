/** Writing down what a client said. Whose answer it is stays clear, and how they gave it goes along (M-02). */
import { type FormEvent, useState } from "react";
import { Button } from "@/design/Button";
import { Dialog } from "@/design/Dialog";
import { RadioCards } from "@/design/RadioCards";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { HowSaid, type SaidForm } from "./HowSaid";
import { resume, takeBackEnding } from "./life";
import { ChangeNote } from "./parts";
import { type Answer, type Match, recordAgreement, recordAnswer, recordInvitation } from "./queries";
import { isGone } from "./road";
import { useMatchChange } from "./useMatchChange";
import styles from "./matches.module.css";

const answers = ["ANSWER_YES", "ANSWER_MAYBE", "ANSWER_NOT_NOW", "ANSWER_NO"] as const satisfies readonly Answer[];

/** The answer to a question, or a yes of one's own: to go on together, to go on after a rest, not to stop after all. */
export type About = "proposal" | "invitation" | "agreement" | "resume" | "takeBack";

export interface VoiceDialogProps {
  match: Match;
  person: { id: string; name: string };
  about: About;
  onClose: () => void;
}

interface Told {
  clientId: string;
  answer: Answer;
  supportForm: SaidForm;
}

function record(about: About, match: Match, { clientId, answer, supportForm }: Told, requestId: string): Promise<Match> {
  switch (about) {
    case "proposal": return recordAnswer(match, { clientId, answer, supportForm }, requestId);
    case "invitation": return recordInvitation(match, { clientId, answer, supportForm }, requestId);
    case "agreement": return recordAgreement(match, { clientId, supportForm }, requestId);
    case "resume": return resume(match, { clientId, supportForm }, requestId);
    case "takeBack": return takeBackEnding(match, { clientId, supportForm }, requestId);
  }
}

const titles = {
  proposal: "matches.answer.title", invitation: "matches.answer.title", agreement: "matches.agree.title",
  resume: "matchlife.resume.title", takeBack: "matchlife.takeBack.title",
} as const;
const leads = {
  proposal: "matches.answer.lead", invitation: "matches.answer.lead", agreement: "matches.answer.lead",
  resume: "matchlife.resume.lead", takeBack: "matchlife.takeBack.lead",
} as const;

export function VoiceDialog({ match, person, about, onClose }: VoiceDialogProps) {
  const t = useT();
  const name = person.name;
  const asks = about === "proposal" || about === "invitation";
  const [answer, setAnswer] = useState<(typeof answers)[number] | null>(asks ? null : "ANSWER_YES");
  const [form, setForm] = useState<SaidForm | null>(null);
  const [tried, setTried] = useState(false);
  const said = (after: Match): string => {
    switch (about) {
      case "agreement": return after.state === "STATE_UNDER_WAY" ? t("matches.agree.under_way") : t("matches.agree.done", { name });
      case "resume": return t("matches.do.resume.done");
      case "takeBack": return t("matchlife.takeBack.done");
      default: return t("matches.answer.done", { name });
    }
  };
  const save = useMatchChange(match.id ?? "", (told: Told, requestId) => record(about, match, told, requestId), (after) => {
    onClose();
    // When something else happened than one might think, the page says it itself.
    if (!after.notice && !isGone(after)) toast(said(after));
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (answer && form) save.start({ clientId: person.id, answer, supportForm: form });
  };
  const quietly = answer === "ANSWER_NO" || answer === "ANSWER_NOT_NOW";
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t(titles[about], { name })}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p>{t(leads[about], { name })}</p>
        {asks && (
          <RadioCards
            compact
            label={t("matches.answer.question", { name })}
            value={answer}
            onChange={setAnswer}
            error={tried && !answer ? t("matches.answer.first", { name }) : undefined}
            options={answers.map((value) => ({ value, label: t(`matches.answer.${value}`) }))}
          />
        )}
        {quietly && <p className={styles.hints}>{t(about === "proposal" ? "matches.answer.returns" : "matchlife.invite.returns")}</p>}
        <HowSaid name={name} value={form} onChange={setForm} missing={tried} />
        <ChangeNote problem={save.problem} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
          <Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
