/** Who goes, what makes it hard and what helps; joining and leaving without anything asked. */
import { Link } from "@tanstack/react-router";
import { Button } from "@/design/Button";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { useUndo } from "@/staff/change";
import { PersonSearch } from "../matches/PersonSearch";
import { usePictured } from "../along/Pictured";
import { HowItWas } from "./HowItWas";
import { type Activity, join, leave, setState } from "./queries";
import { StepNote } from "./StepNote";
import { refreshOf, useActivityChange } from "./useActivityChange";
import styles from "./activities.module.css";

export function GoersSection({ activity }: { activity: Activity }) {
  const t = useT();
  const undo = useUndo();
  const ids = activity.clientIds ?? [];
  const nameOf = useNames(ids);
  const mayChange = activity.state === "STATE_PLANNED" || activity.state === "STATE_TRYING";
  const held = activity.state === "STATE_HELD";
  const refresh = refreshOf(activity.id);
  const leaving = useActivityChange(activity.id, (clientId: string, requestId) => leave(activity, clientId, requestId), (after, clientId) => {
    const alone = after.clientIds?.includes(clientId);
    const back = () => (alone ? setState(after, activity.state ?? "STATE_PLANNED", crypto.randomUUID()) : join(after, clientId, crypto.randomUUID()));
    undo(alone ? t("activities.leftAlone") : t("activities.left", { name: nameOf(clientId, true) }), back, refresh);
  });
  const joining = useActivityChange(activity.id, (clientId: string, requestId) => join(activity, clientId, requestId), (after, clientId) =>
    undo(t("activities.joinedOne"), () => leave(after, clientId, crypto.randomUUID()), refresh));
  return (
    <section className="stack">
      <h2>{t(held ? "activities.whoWere" : "activities.who")}</h2>
      {held && <p className="soft">{t("activities.how.lead")}</p>}
      <StepNote problem={leaving.problem ?? joining.problem} />
      <div className={styles.people}>
        {ids.map((id) => <Goer key={id} activity={activity} id={id} onLeave={mayChange ? () => leaving.start(id) : undefined} />)}
      </div>
      {mayChange && (
        <div className="no-print">
          <PersonSearch
            key={ids.join()}
            label={t("activities.takeAlong")}
            description={t("activities.takeAlongHelp")}
            without={ids}
            onChange={(id) => id && joining.start(id)}
          />
        </div>
      )}
    </section>
  );
}

function Goer({ activity, id, onLeave }: { activity: Activity; id: string; onLeave?: () => void }) {
  const t = useT();
  const nameOf = useNames([id]);
  const hidden = nameOf(id) === t("common.nameHidden");
  const told = activity.thresholds?.find((one) => one.clientId === id) ?? {};
  const pictured = usePictured()(told);
  const hard = [...pictured.hard, told.threshold ?? ""].filter(Boolean);
  const helps = [...pictured.helpful, told.helps ?? ""].filter(Boolean);
  return (
    <div className={styles.person}>
      <div className={styles.who}>
        <Initials name={nameOf(id)} />
        <h3 className={styles.whoName}>{hidden ? nameOf(id) : <Link to="/mensen/$clientId" params={{ clientId: id }}>{nameOf(id)}</Link>}</h3>
      </div>
      {hard.length + helps.length > 0 && (
        <dl className={styles.facts}>
          {hard.length > 0 && <div><dt>{t("activities.threshold")}</dt><dd>{hard.join(" · ")}</dd></div>}
          {helps.length > 0 && <div><dt>{t("activities.helps")}</dt><dd>{helps.join(" · ")}</dd></div>}
        </dl>
      )}
      {activity.state === "STATE_HELD" && <HowItWas activity={activity} id={id} />}
      {onLeave && !hidden && (
        <div>
          <Button kind="quiet" size="small" aria-label={t("activities.notGoing", { name: nameOf(id, true) })} onPress={onLeave}>{t("activities.notGoingShort")}</Button>
        </div>
      )}
    </div>
  );
}
