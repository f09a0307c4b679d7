/** Stays after all: at once, and to be undone. */
import { useQueryClient } from "@tanstack/react-query";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { cancelLeaving, type Client, leavingChanges, planLeaving, proposeLeaving } from "./queries";

export function StayButton({ of }: { of: Client }) {
  const t = useT();
  const undo = useUndo();
  const queries = useQueryClient();
  const day = of.leaving?.leaveDay ?? "";
  const stay = useChange({
    run: (client: Client, once) => cancelLeaving(client, once),
    refresh: leavingChanges,
    onDone: (now) =>
      undo(t("leaving.stays", { name: of.givenName ?? "" }), async () => {
        const again = await proposeLeaving(now, requestId());
        if (day) await planLeaving(again, day, requestId());
        await queries.invalidateQueries({ queryKey: ["leavings"] });
      }, leavingChanges),
  });
  return (
    <>
      <Button size="small" kind="quiet" onPress={() => stay.start(of)} isDisabled={stay.isPending}>{t("leaving.stay")}</Button>
      <ErrorNote problem={stay.problem} />
    </>
  );
}
