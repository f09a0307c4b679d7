/**
 * An organisation that begins: the first steps of whoever reads this, each over by itself when it is there. It can be put
 * away, on this device, and stands in one line at the same place then; in an organisation that is on its way it is not there.
 */
import { type ReactNode, useSyncExternalStore } from "react";
import type { Session } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { useLink } from "@/design/link";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/staff";
import { CheckMarkButton, Seedling } from "@/pictograms";
import { isAway, onAway, putAway } from "./away";
import { type Beginning, useBeginning } from "./facts";
import { isBeginning, nextOf, type Step, stepsFor } from "./steps";
import styles from "./start.module.css";

export function Start({ session, otherwise = null }: { session: Session; otherwise?: ReactNode }) {
  const t = useT();
  const away = useSyncExternalStore(onAway, isAway, isAway);
  const beginning = useBeginning(session);
  const steps = stepsFor(session.roles ?? []);
  if (!beginning || !isBeginning(steps, beginning.facts)) return otherwise;
  if (away) return <><p><Button kind="quiet" size="small" onPress={() => putAway(false)}>{t("start.show")}</Button></p>{otherwise}</>;
  const next = nextOf(steps, beginning.facts);
  const organisation = session.organisation?.name ?? "";
  return (
    <Card
      tone="leaf" mark={<Pictogram of={Seedling} size="3.25rem" plate />} title={t("start.title")} note={t("start.lead", { organisation })}
      actions={<Button kind="quiet" size="small" onPress={() => putAway(true)}>{t("start.away")}</Button>}
    >
      <ol className={`${styles.steps} plain-list`} aria-label={t("start.title")}>
        {steps.map((step) => <OneStep key={step.id} of={step} done={beginning.facts[step.id]} now={step === next} to={placeOf(step, beginning)} />)}
      </ol>
      <p className="soft small">{t("start.order")}</p>
    </Card>
  );
}

/** Straight to where it is done, when there is somebody or some place to do it for. */
function placeOf({ id, to }: Step, { clientId, locationId, networkerId }: Beginning): string {
  if (id === "wish" && clientId) return `/mensen/${clientId}/wens`;
  if (id === "networker" && networkerId) return `/netwerkers/${networkerId}`;
  return id === "leads" && locationId ? `/organisatie/locatie/${locationId}` : to;
}

/** What is there says so in one line; what comes now says how; the rest can wait, and may come first as well. */
function OneStep({ of, done, now, to }: { of: Step; done: boolean; now: boolean; to: string }) {
  const t = useT();
  const link = useLink(to);
  const other = useLink(of.other ?? of.to);
  return (
    <li className={styles.step} data-done={done || undefined} aria-current={now ? "step" : undefined}>
      <span className={styles.mark}>{done ? <Pictogram of={CheckMarkButton} size="1.75rem" /> : <span className={styles.open} />}</span>
      <div className={styles.words}>
        <h3>{t(`start.${of.id}`)}{done && <span className="visually-hidden"> ({t("start.there")})</span>}</h3>
        {!done && <p className="soft">{t(`start.${of.id}.text`)}</p>}
        {!done && (
          <p className="cluster">
            <a {...link} className={buttonClass(now ? "primary" : "secondary", "small")}>{t(of.id === "networker" && to !== of.to ? "start.networker.further" : `start.${of.id}.go`)}</a>
            {of.other && (of.id === "colleague" || of.id === "client" || of.id === "match") && <a {...other}>{t(`start.${of.id}.other`)}</a>}
          </p>
        )}
      </div>
    </li>
  );
}
