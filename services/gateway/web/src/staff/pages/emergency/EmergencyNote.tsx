/** On somebody's page: that one reads along in an emergency, until when, and the way to stop. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { hasRole, useSession } from "@/api/session";
import { emergenciesQuery, endEmergency, type Emergency } from "@/app/looks";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { ChangeNote } from "../evaluation/Notes";

/** Whether one reads along with this client in an emergency, which reaches as far as what helps now; undefined: not known yet. */
export function useReadsAlong(clientId: string): Emergency | false | undefined {
  const session = useSession().data;
  const asks = hasRole(session, "support_worker");
  const mine = useQuery({ ...emergenciesQuery({ open: true }), enabled: asks });
  if (!asks || mine.isError) return false;
  return mine.data && (mine.data.find((one) => one.clientId === clientId && one.supportWorkerId === session?.person) ?? false);
}

export function EmergencyNote({ of }: { of: Emergency }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const end = useChange({
    run: (_: void, once) => endEmergency(of, once),
    // The page itself is not read again: it is out of reach now.
    refresh: [["emergencies"], ["clients", "list"]],
    onDone: async () => {
      toast(t("emergency.ended"));
      await navigate({ to: "/mensen" });
    },
  });
  return (
    <Card tone="apricot" title={t("emergency.note", { time: of.endTime ? format.time(of.endTime) : "" })} level={2}>
      <p>{t("emergency.noteText")}</p>
      <ChangeNote problem={end.problem} />
      <div><Button onPress={() => end.start()} isPending={end.isPending}>{t("emergency.end")}</Button></div>
    </Card>
  );
}
