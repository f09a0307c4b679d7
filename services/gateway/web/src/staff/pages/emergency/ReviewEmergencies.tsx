/** For who keeps the log: emergency access that nobody looked at yet. Looking is all; a talk about it is for people. */
import { useQuery } from "@tanstack/react-query";
import { emergenciesQuery, type Emergency, endEmergency, reviewEmergency } from "@/app/looks";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { useChange } from "@/staff/change";
import { ChangeNote } from "../evaluation/Notes";

export function ReviewEmergencies() {
  const t = useT();
  // A hint above the log: when it cannot be read, the log itself says what is wrong.
  const waiting = useQuery(emergenciesQuery({ unreviewed: true })).data ?? [];
  if (waiting.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="emergencies">
      <h2 id="emergencies">{t("emergency.review")}</h2>
      <p className="soft">{t("emergency.reviewLead")}</p>
      <ul className="plain-list stack">{waiting.map((one) => <li key={one.id}><One of={one} /></li>)}</ul>
    </section>
  );
}

function One({ of }: { of: Emergency }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useNames([of.clientId]);
  const refresh = [["emergencies"], ["log"]];
  const review = useChange({ run: (_: void, once) => reviewEmergency(of, once), refresh, onDone: () => toast(t("emergency.reviewed")) });
  const end = useChange({ run: (_: void, once) => endEmergency(of, once), refresh });
  return (
    <Card tone="apricot" level={3} title={t("emergency.who", { worker: of.supportWorkerName ?? "", client: nameOf(of.clientId) })}>
      <p>{t("emergency.when", { from: of.openTime ? format.dayTime(of.openTime) : "", until: of.endTime ? format.time(of.endTime) : "" })}</p>
      <p><strong>{t(`emergency.reason.${of.reason ?? "REASON_OTHER"}`)}</strong> {of.words}</p>
      <ChangeNote problem={review.problem ?? end.problem} />
      <div className="cluster">
        <Button onPress={() => review.start()} isPending={review.isPending}>{t("emergency.seen")}</Button>
        {of.open && <Button kind="quiet" onPress={() => end.start()} isPending={end.isPending}>{t("emergency.endNow")}</Button>}
      </div>
    </Card>
  );
}
