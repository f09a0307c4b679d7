/**
 * A road: where somebody came by, where they are, where they might go. Never a pipeline: no figures, no percentages,
 * no "done", and going back is as normal as going on.
 */
import { useCommonT } from "@/i18n/common";
import styles from "./Stepper.module.css";

export interface Step {
  id: string;
  label: string;
  /** A short fact: since when, with whom. */
  note?: string;
}

export function Stepper({ label, steps, current }: { label: string; steps: readonly Step[]; current: string }) {
  const t = useCommonT();
  const here = steps.findIndex((step) => step.id === current);
  return (
    <ol className={styles.road} aria-label={label}>
      {steps.map((step, index) => {
        const place = index < here ? "been" : index === here ? "here" : "later";
        return (
          <li key={step.id} className={styles.step} data-place={place} aria-current={place === "here" ? "step" : undefined}>
            <span className={styles.stone} aria-hidden="true" />
            <span className={styles.words}>
              <span className={styles.label}>{step.label}</span>
              <span className="visually-hidden">
                {place === "been" ? t("common.stepDone") : place === "here" ? t("common.stepNow") : t("common.stepLater")}
              </span>
              {step.note && <span className={styles.note}>{step.note}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
