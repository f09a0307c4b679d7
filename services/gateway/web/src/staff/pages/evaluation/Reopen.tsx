/** Closed too early: for a day it opens again, and nothing that was told is gone. */
import { Button } from "@/design/Button";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { ChangeNote } from "./Notes";
import { type Evaluation, reopenEvaluation } from "./queries";

export function Reopen({ of }: { of: Evaluation }) {
  const t = useT();
  const reopen = useChange({
    run: (_: void, once) => reopenEvaluation(of, once),
    refresh: [["interimEvaluations"], ["signals"], ["matches"]],
    onDone: () => toast(t("lookback.reopen.done")),
  });
  if (!of.reopenUntil) return null;
  return (
    <>
      <Button isPending={reopen.isPending} onPress={() => reopen.start()}>{t("lookback.reopen.go")}</Button>
      <ChangeNote problem={reopen.problem} />
    </>
  );
}
