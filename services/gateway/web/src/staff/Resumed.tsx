/** "You were busy here": something typed earlier was found back on this page; with the way to begin anew, which can be undone. */
import { useFoundBack } from "@/app/draft";
import { Button } from "@/design/Button";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";

export function Resumed() {
  const t = useT();
  const { isFound, beginAnew } = useFoundBack();
  if (!isFound) return null;
  return (
    <div role="status" className="cluster no-print">
      <p>{t("shell.resumed")}</p>
      <Button kind="quiet" size="small" onPress={() => toast(t("shell.begunAnew"), beginAnew())}>{t("shell.beginAnew")}</Button>
    </div>
  );
}
