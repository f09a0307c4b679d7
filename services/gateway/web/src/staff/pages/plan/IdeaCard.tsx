/** One idea: who with whom, what speaks for it, and what becomes of it. In sentences, never in figures. */
import { Link } from "@tanstack/react-router";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import { ChangeNote, Marks, say } from "../matches/parts";
import { bringBack, type PlanIdea, plansKey, setAside, takeUp } from "./queries";
import styles from "./plan.module.css";

const ideasKey = [["plans", "ideas"], ["matches"]] as const;
const tones = { CHANGE_NEW: "leaf", CHANGE_KEPT: "plain", CHANGE_OTHER: "sky" } as const;

export function IdeaCard({ idea }: { idea: PlanIdea }) {
  const t = useT();
  const nameOf = useNames([idea.clientId, idea.networkerClientId]);
  const names = t("plan.idea.with", { client: nameOf(idea.clientId), networker: nameOf(idea.networkerClientId) });
  const change = idea.change && idea.change !== "CHANGE_UNSPECIFIED" ? idea.change : undefined;
  return (
    <Card
      level={3}
      mark={<Marks names={[nameOf(idea.clientId), nameOf(idea.networkerClientId)]} />}
      title={names}
      note={t("plan.idea.networker", { networker: nameOf(idea.networkerClientId, true) })}
      actions={<Choices idea={idea} names={names} />}
    >
      {change && <div><Chip tone={tones[change]}>{t(`plan.idea.${change}`)}</Chip></div>}
      {idea.whyChanged?.nl && <p className={styles.because}>{say(t.language, idea.whyChanged)}</p>}
      <ul className={styles.reasons} aria-label={t("plan.idea.reasons")}>
        {idea.reasons?.map((reason) => <li key={reason.code}>{say(t.language, reason)}</li>)}
      </ul>
      {!!idea.talkAbout?.length && (
        <div className={styles.talk}>
          <p className={styles.strong}>{t("plan.idea.talkAbout")}</p>
          <ul>{idea.talkAbout.map((about) => <li key={about.code}>{say(t.language, about)}</li>)}</ul>
        </div>
      )}
      {!!idea.whyNotOther?.length && (
        <details className={styles.whyNot}>
          <summary>{t("plan.idea.whyNotOther")}</summary>
          <ul>{idea.whyNotOther.map((why) => <li key={why.code}>{say(t.language, why)}</li>)}</ul>
        </details>
      )}
    </Card>
  );
}

function Choices({ idea, names }: { idea: PlanIdea; names: string }) {
  const t = useT();
  const undo = useUndo();
  const take = useChange({
    refresh: ideasKey,
    run: (_: null, requestId) => takeUp(idea, requestId),
    onDone: (taken) => toast(t(taken.state === "STATE_TAKEN_UP" ? "plan.idea.taken" : "plan.idea.expired")),
  });
  const aside = useChange({
    refresh: ideasKey,
    run: (_: null, requestId) => setAside(idea, requestId),
    onDone: (after) => undo(t("plan.idea.setAside"), () => bringBack(after, crypto.randomUUID()), [plansKey]),
  });
  const back = useChange({ refresh: ideasKey, run: (_: null, requestId) => bringBack(idea, requestId), onDone: (after) => undo(t("plan.idea.broughtBack"), () => setAside(after, crypto.randomUUID()), ideasKey) });
  return (
    <>
      {idea.state === "STATE_OPEN" && (
        <>
          <Button kind="primary" isPending={take.isPending} aria-label={t("plan.idea.takeUp.of", { names })} onPress={() => take.start(null)}>{t("plan.idea.takeUp")}</Button>
          <Button kind="quiet" isPending={aside.isPending} aria-label={t("plan.idea.aside.of", { names })} onPress={() => aside.start(null)}>{t("plan.idea.aside")}</Button>
        </>
      )}
      {idea.state === "STATE_SET_ASIDE" && (
        <Button isPending={back.isPending} aria-label={t("plan.idea.back.of", { names })} onPress={() => back.start(null)}>{t("plan.idea.back")}</Button>
      )}
      {idea.state === "STATE_TAKEN_UP" && idea.matchId && (
        <Link to="/koppelingen/$matchId" params={{ matchId: idea.matchId }} className={buttonClass()}>{t("plan.idea.toMatch")}</Link>
      )}
      <ChangeNote problem={take.problem ?? aside.problem ?? back.problem} />
    </>
  );
}
