/** Choosing the day on which somebody is gone from here: first what that means, then the day. */
import { Link } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { requestId } from "@/api/client";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { dayFrom, lastDay } from "./days";
import styles from "./leaving.module.css";
import { cancelLeaving, type Client, leavingChanges, planLeaving, proposeLeaving } from "./queries";

/** Long enough to end what is under way with care. */
const usual = 30;

export function PlanForm({ of, onClose }: { of: Client; onClose: () => void }) {
  const t = useT();
  const format = useFormat();
  const undo = useUndo();
  const name = of.givenName ?? "";
  const before = of.leaving?.leaveDay ?? "";
  const today = dayFrom(new Date(), 0);
  const last = lastDay(new Date());
  const [day, setDay, forget] = useDraft(`leaving:${of.id}`, before || dayFrom(new Date(), usual));
  const wrong = day < today || day > last;
  const plan = useChange({
    run: (leaveDay: string, once) => planLeaving(of, leaveDay, once),
    refresh: leavingChanges,
    onDone: (now, leaveDay) => {
      forget();
      onClose();
      if (leaveDay <= today) return;
      undo(t("leaving.plannedFor", { name, date: format.date(leaveDay) }), async () => {
        if (before) return planLeaving(now, before, requestId());
        return proposeLeaving(await cancelLeaving(now, requestId()), requestId());
      }, leavingChanges);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) plan.start(day);
  };
  return (
    <form className={styles.plan} onSubmit={submit} noValidate>
      <div className={styles.means}>
        <h4>{t("leaving.means.title")}</h4>
        <ul>
          <li>{t("leaving.means.gone", { name })}</li>
          <li>{t("leaving.means.undo")}</li>
          <li>
            {t("leaving.means.matches")}{" "}
            <Link to="/mensen/$clientId" params={{ clientId: of.id ?? "" }} search={{ deel: "koppelingen" }}>{t("leaving.means.matchesLink", { name })}</Link>
          </li>
          <li>{t("leaving.means.others")}</li>
          <li>{t("leaving.means.backups")}</li>
        </ul>
      </div>
      <TextField
        type="date"
        label={t("leaving.day")}
        description={day === today ? t("leaving.day.today", { name }) : t("leaving.day.help")}
        value={day}
        onChange={setDay}
        error={day !== "" && wrong ? t("leaving.day.wrong") : plan.problem?.fields["leaveDay"]}
      />
      <ErrorNote problem={plan.problem} labels={{ leaveDay: t("leaving.day") }} />
      <div className={styles.ways}>
        <Button kind="primary" type="submit" isPending={plan.isPending} isDisabled={day === "" || wrong}>{t("leaving.plan")}</Button>
        <Button kind="quiet" onPress={onClose}>{t("leaving.notNow")}</Button>
      </div>
    </form>
  );
}
