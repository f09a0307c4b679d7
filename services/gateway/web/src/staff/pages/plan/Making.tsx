/** A plan that is being made: what it is doing, how far that is, and a way to stop it. */
import { useId } from "react";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { useMayPlan } from "./PlanPage";
import { type Phase, type Plan, phases, plansKey, stopPlan } from "./queries";
import styles from "./plan.module.css";

export function Making({ plan }: { plan: Plan }) {
  const t = useT();
  const id = useId();
  const may = useMayPlan();
  const stop = useChange({ refresh: [plansKey], run: (planId: string, requestId) => stopPlan(planId, requestId), onDone: () => toast(t("plan.making.stopped")) });
  const now = Math.max(0, phases.indexOf(plan.phase as Phase));
  return (
    <section className={styles.making} aria-labelledby={id}>
      <div className={styles.words}>
        <h2 id={id}>{t("plan.making.title")}</h2>
        <p>{t("plan.making.text")}</p>
      </div>
      <ol className={styles.phases} aria-live="polite">
        {phases.map((phase, index) => (
          <li key={phase} data-at={index < now ? "done" : index === now ? "now" : undefined} aria-current={index === now ? "step" : undefined}>
            {t(`plan.phase.${phase}`)}
            {index <= now && <span className="visually-hidden"> ({t(index < now ? "plan.phase.done" : "plan.phase.now")})</span>}
          </li>
        ))}
      </ol>
      <progress aria-labelledby={id} max={phases.length} value={now + Math.min(1, plan.phaseDone ?? 0)} />
      {stop.problem && <ErrorNote problem={stop.problem} />}
      {may && <div><Button isPending={stop.isPending} onPress={() => stop.start(plan.id ?? "")}>{t("plan.making.stop")}</Button></div>}
    </section>
  );
}
