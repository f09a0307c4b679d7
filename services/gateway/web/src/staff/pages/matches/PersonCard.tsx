/** One person in a match: who they are, what they said themself and how, how near the support worker is. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/design/Button";
import { Chip } from "@/design/Chip";
import { cx } from "@/design/class";
import { Initials } from "@/design/Initials";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { EstimateDialog, GuidanceDialog } from "./GuidanceDialogs";
import { LeaveDialog } from "./LeaveDialog";
import { leave } from "./life";
import { ChangeNote, say } from "./parts";
import type { Match, Participant } from "./queries";
import { hasGuidance, isGroup, stateOf, talkMisses } from "./road";
import { useMatchChange } from "./useMatchChange";
import { VoiceDialog } from "./VoiceDialog";
import styles from "./matches.module.css";

export interface PersonCardProps {
  match: Match;
  person: Participant;
}

export function PersonCard({ match, person }: PersonCardProps) {
  const t = useT();
  const nameOf = useNames([person.clientId]);
  const name = nameOf(person.clientId);
  const hidden = name === t("common.nameHidden");
  const state = stateOf(match);
  const mayLeave = !hidden && !person.invited && isGroup(match) && (state === "STATE_UNDER_WAY" || state === "STATE_PAUSED");
  return (
    <section className={styles.person}>
      <header className={styles.who}>
        <Initials name={name} size="3.25rem" />
        <div className={styles.whoWords}>
          <h3 className={styles.whoName}>
            {hidden ? name : <Link to="/mensen/$clientId" params={{ clientId: person.clientId ?? "" }}>{name}</Link>}
          </h3>
          {(person.networker || person.invited) && (
            <span className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
              {person.networker && <Chip tone="leaf">{t("matches.networker")}</Chip>}
              {person.invited && <Chip tone="sky">{t("matchlife.invited.chip")}</Chip>}
            </span>
          )}
        </div>
      </header>
      {hidden && <p className="soft">{t("matches.match.elsewhere")}</p>}
      {state === "STATE_PROPOSED" && <OwnAnswer match={match} person={person} name={nameOf(person.clientId, true)} hidden={hidden} />}
      {state === "STATE_GETTING_ACQUAINTED" && <OwnYes match={match} person={person} name={nameOf(person.clientId, true)} hidden={hidden} />}
      {person.invited && <Invited match={match} person={person} name={nameOf(person.clientId, true)} hidden={hidden} />}
      {hasGuidance(match) && !person.invited && <Near match={match} person={person} name={nameOf(person.clientId, true)} />}
      {mayLeave && <Leave match={match} person={{ id: person.clientId ?? "", name: nameOf(person.clientId, true) }} />}
    </section>
  );
}

interface VoiceProps extends PersonCardProps {
  name: string;
  hidden: boolean;
}

function OwnAnswer({ match, person, name, hidden }: VoiceProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const said = person.answer && person.answer !== "ANSWER_UNSPECIFIED";
  return (
    <div className={styles.fact}>
      {said ? <Said what={t(`matches.answer.said.${person.answer as "ANSWER_YES"}`)} form={person.answerForm} yes={person.answer === "ANSWER_YES"} /> : <p className="soft">{t("matches.answer.none")}</p>}
      {!hidden && person.answer !== "ANSWER_YES" && <Button size="small" onPress={() => setOpen(true)}>{t("matches.answer.record", { name })}</Button>}
      {open && <VoiceDialog match={match} person={{ id: person.clientId ?? "", name }} about="proposal" onClose={() => setOpen(false)} />}
    </div>
  );
}

export function OwnYes({ match, person, name, hidden }: VoiceProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const talkFirst = talkMisses(match).length > 0;
  return (
    <div className={styles.fact}>
      {person.agreedToGo ? <Said what={t("matches.agree.said")} form={person.agreedForm} yes /> : <p className="soft">{talkFirst ? t("matches.agree.talkFirst") : t("matches.agree.none")}</p>}
      {!hidden && !person.agreedToGo && !talkFirst && <Button size="small" onPress={() => setOpen(true)}>{t("matches.agree.record", { name })}</Button>}
      {open && <VoiceDialog match={match} person={{ id: person.clientId ?? "", name }} about="agreement" onClose={() => setOpen(false)} />}
    </div>
  );
}

/** Asked into the group: the others see this person once they said yes (M-17). */
function Invited({ match, person, name, hidden }: VoiceProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const said = person.answer && person.answer !== "ANSWER_UNSPECIFIED";
  const back = useMatchChange(match.id ?? "", (_: void, requestId) => leave(match, { clientId: person.clientId }, requestId), () => toast(t("matchlife.invited.back.done")));
  return (
    <div className={styles.fact}>
      {said && <Said what={t(`matches.answer.said.${person.answer as "ANSWER_YES"}`)} form={person.answerForm} yes={person.answer === "ANSWER_YES"} />}
      <p className="soft">{t("matchlife.invited.text", { name })}</p>
      {!hidden && person.answer !== "ANSWER_YES" && <Button size="small" onPress={() => setOpen(true)}>{t("matches.answer.record", { name })}</Button>}
      {open && <VoiceDialog match={match} person={{ id: person.clientId ?? "", name }} about="invitation" onClose={() => setOpen(false)} />}
      {!hidden && <Button size="small" kind="quiet" isPending={back.isPending} onPress={() => back.start()}><span className={styles.back}>{t("matches.do.withdraw")}</span></Button>}
      <ChangeNote problem={back.problem} />
    </div>
  );
}

/** Stopping in a group: the others go on. */
function Leave({ match, person }: { match: Match; person: { id: string; name: string } }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <div className={cx(styles.fact, styles.seldom)}>
      <Button size="small" kind="quiet" onPress={() => setOpen(true)}>{t("matchlife.leave.do", { name: person.name })}</Button>
      {open && <LeaveDialog match={match} person={person} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** What somebody said themself, and how. */
function Said({ what, form, yes }: { what: string; form: Participant["answerForm"]; yes?: boolean }) {
  const t = useT();
  return (
    <p className="cluster">
      <Chip tone={yes ? "leaf" : "apricot"}>{what}</Chip>
      {form && form !== "SUPPORT_FORM_UNSPECIFIED" && <span className="soft">{t(`matches.form.said.${form}`)}</span>}
    </p>
  );
}

function Near({ match, person, name }: PersonCardProps & { name: string }) {
  const t = useT();
  const format = useFormat();
  const [open, setOpen] = useState<"guidance" | "estimate" | null>(null);
  const guidance = person.guidance;
  const estimate = person.estimate;
  const task = guidance?.task && guidance.task !== "TASK_UNSPECIFIED" ? guidance.task : null;
  const close = () => setOpen(null);
  return (
    <>
      <div className={styles.fact}>
        <p className={styles.label}>{t("matches.guidance.title")}</p>
        {guidance?.distance && guidance.distance !== "DISTANCE_UNSPECIFIED" && (
          <>
            <p><strong>{t(`matches.guidance.${guidance.distance}`)}</strong>{task && <>{", "}{t(`matchlife.task.as.${task}`, { name })}</>}</p>
            {guidance.reason && <p className={styles.pre}>{guidance.defaultReason ? say(t.language, guidance.defaultReason) : guidance.reason}</p>}
            {guidance.reviewTime && <p className="soft small">{t("matches.guidance.again", { day: format.date(guidance.reviewTime) })}</p>}
          </>
        )}
        <Button size="small" aria-label={t("matches.guidance.changeOf", { name })} onPress={() => setOpen("guidance")}>{t("matches.guidance.change")}</Button>
      </div>
      <div className={styles.fact}>
        <p className={styles.label}>{t("matches.estimate.title")}</p>
        {estimate?.words ? (
          <>
            <p className={styles.pre}>{estimate.words}</p>
            {estimate.time && <p className="soft small">{format.date(estimate.time)}</p>}
          </>
        ) : <p className="soft">{t("matches.estimate.none")}</p>}
        <Button size="small" aria-label={t(estimate?.words ? "matches.estimate.renewOf" : "matches.estimate.noteOf", { name })} onPress={() => setOpen("estimate")}>
          {t(estimate?.words ? "matches.estimate.renew" : "matches.estimate.note")}
        </Button>
      </div>
      {open === "guidance" && <GuidanceDialog match={match} person={person} name={name} onClose={close} />}
      {open === "estimate" && <EstimateDialog match={match} person={person} name={name} onClose={close} />}
    </>
  );
}
