/** On somebody's page: a calm word that they may be leaving; and, for who guides, how to say so. */
import { Link } from "@tanstack/react-router";
import { requestId } from "@/api/client";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { cancelLeaving, type Client, leavingChanges, proposeLeaving } from "./queries";
import { StayButton } from "./StayButton";
import styles from "./leaving.module.css";

export function LeavingNote({ of }: { of: Client }) {
  const t = useT();
  const format = useFormat();
  const may = hasRole(useSession().data, "network_lead", "coordinator");
  const leaving = of.leaving;
  if (!leaving) return null;
  const name = of.givenName ?? "";
  const planned = leaving.state === "STATE_PLANNED";
  return (
    <Card tone="sky" title={planned ? t("leaving.note.planned", { name, date: format.date(leaving.leaveDay ?? "") }) : t("leaving.note.proposed", { name })}>
      <p>{t(planned ? "leaving.note.plannedText" : "leaving.note.proposedText", { name })}</p>
      {may ? (
        <div className={styles.ways}>
          <Link to="/mensen/uit-zorg" className={buttonClass("secondary", "small")}>{t(planned ? "leaving.note.look" : "leaving.chooseDay")}</Link>
          <StayButton of={of} />
        </div>
      ) : (
        <p className="soft">{t("leaving.note.ask")}</p>
      )}
    </Card>
  );
}

/** Saying that somebody leaves: a proposal and no more. */
export function ProposeLeaving({ of }: { of: Client }) {
  const t = useT();
  const undo = useUndo();
  const may = hasRole(useSession().data, "network_lead", "coordinator");
  const name = of.givenName ?? "";
  const propose = useChange({
    run: (client: Client, once) => proposeLeaving(client, once),
    refresh: leavingChanges,
    onDone: (now) => {
      const said = t("leaving.proposedNow", { name });
      if (!may) return toast(said); // to be taken back by a network lead or coordinator
      undo(said, () => cancelLeaving(now, requestId()), leavingChanges);
    },
  });
  if (of.leaving) return null;
  return (
    <section className={styles.group}>
      <h2>{t("leaving.propose.title", { name })}</h2>
      <p className="soft">{t("leaving.propose.text")}</p>
      <ErrorNote problem={propose.problem} />
      <div><Button size="small" onPress={() => propose.start(of)} isPending={propose.isPending}>{t("leaving.propose")}</Button></div>
    </section>
  );
}
