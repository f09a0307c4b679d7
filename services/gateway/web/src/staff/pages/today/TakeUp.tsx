/** "I take this up": the same wherever a concern stands. It cannot be undone, because others rely on it; so it says first what it means. */
import { useState } from "react";
import { Button } from "@/design/Button";
import { Dialog } from "@/design/Dialog";
import { toast } from "@/design/Toast";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { type Concern, takeOver } from "../concerns/queries";
import { ChangeNote } from "../evaluation/Notes";
import styles from "./today.module.css";

export function TakeUp({ of }: { of: Concern }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const take = useChange({
    run: (_: void, once) => takeOver(of.id ?? "", once),
    refresh: [["concerns"]],
    onDone: () => {
      setOpen(false);
      toast(t("today.concerns.takeUp.done"));
    },
  });
  return (
    <>
      <Button kind="primary" onPress={() => setOpen(true)}>{t("today.concerns.takeUp")}</Button>
      <Dialog
        title={t("today.concerns.takeUp.title")}
        isOpen={open}
        onOpenChange={setOpen}
        actions={
          <>
            <Button kind="primary" isPending={take.isPending} onPress={() => take.start()}>{t("today.concerns.takeUp.yes")}</Button>
            <Button kind="quiet" onPress={() => setOpen(false)}>{t("common.cancel")}</Button>
          </>
        }
      >
        <p>{t("today.concerns.takeUp.text")}</p>
        <div className={styles.told}>
          <p className="small">{t("today.concerns.takeUp.told")}</p>
          <p>{inLanguage(t.language, of, "route")}</p>
        </div>
        <ChangeNote problem={take.problem} />
      </Dialog>
    </>
  );
}
