/** What could come next, in a sentence, and the quiet ways beside it: a pause, a step back, stopping, and back from that. */
import { Link } from "@tanstack/react-router";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { type Change, useChange, useUndo } from "@/staff/change";
import styles from "./networkers.module.css";
import { moveNetworker, type Networker, type Verb } from "./queries";

/** The step that takes a step back again; what has no simple way back is not offered one. */
const opposite: Partial<Record<Verb, Verb>> = { approach: "stepBack", learn: "stepBack", pause: "resume", resume: "pause", stop: "undoStop" };
const refresh = [["networkers"]];

export function NextStep({ networker, name }: { networker: Networker; name: string }) {
  const t = useT();
  const undo = useUndo();
  const step = useChange({
    run: (verb: Verb, once) => moveNetworker(verb, networker, once),
    refresh,
    onDone: (after, verb) => {
      const said = t(`networkers.did.${verb}`, { name });
      const back = opposite[verb];
      if (back) undo(said, () => moveNetworker(back, after, requestId()), refresh);
      else toast(said);
    },
  });
  const state = networker.state ?? "STATE_UNSPECIFIED";
  return (
    <section className={styles.next}>
      <h2>{t(`networkers.next.${state}`)}</h2>
      <p>{t(`networkers.nextText.${state}`, { name })}</p>
      <ErrorNote problem={step.problem} />
      <div className="cluster">
        <Forward networker={networker} step={step} />
        <Beside networker={networker} step={step} />
      </div>
    </section>
  );
}

interface WaysProps {
  networker: Networker;
  step: Change<Verb>;
}

function Forward({ networker, step }: WaysProps) {
  const t = useT();
  const params = { networkerId: networker.id ?? "" };
  const press = (verb: Verb) => (
    <Button kind="primary" isPending={step.isPending} onPress={() => step.start(verb)}>{t(`networkers.verb.${verb}`)}</Button>
  );
  switch (networker.state) {
    case "STATE_IDEA": return press("approach");
    case "STATE_APPROACHED":
      return <Link to="/netwerkers/$networkerId/gesprek" params={params} className={buttonClass("primary")}>{t("networkers.verb.converse")}</Link>;
    case "STATE_IN_CONVERSATION": return press("learn");
    case "STATE_LEARNING":
      return <Link to="/netwerkers/$networkerId/afspraak" params={params} className={buttonClass("primary")}>{t("networkers.verb.activate")}</Link>;
    case "STATE_ACTIVE": return <Button isPending={step.isPending} onPress={() => step.start("pause")}>{t("networkers.verb.pause")}</Button>;
    case "STATE_PAUSED": return press("resume");
    case "STATE_STOPPED": return <Button isPending={step.isPending} onPress={() => step.start("stepBack")}>{t("networkers.verb.again")}</Button>;
    default: return null;
  }
}

const mayStepBack = new Set(["STATE_APPROACHED", "STATE_IN_CONVERSATION", "STATE_LEARNING", "STATE_ACTIVE"]);

/** Stopping is one press and asks for no reason; a slip is taken back at the foot of the page, or here for a day. */
function Beside({ networker, step }: WaysProps) {
  const t = useT();
  const state = networker.state ?? "";
  if (state === "STATE_STOPPED") {
    return networker.undoStopTime ? <Button kind="quiet" isDisabled={step.isPending} onPress={() => step.start("undoStop")}>{t("networkers.verb.undoStop")}</Button> : null;
  }
  return (
    <>
      {mayStepBack.has(state) && <Button kind="quiet" isDisabled={step.isPending} onPress={() => step.start("stepBack")}>{t("networkers.verb.stepBack")}</Button>}
      <Button kind="quiet" isDisabled={step.isPending} onPress={() => step.start("stop")}>{t("networkers.verb.stop")}</Button>
    </>
  );
}
