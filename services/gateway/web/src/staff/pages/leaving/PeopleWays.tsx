/** Beside the list of people: who may be leaving, and the list as a file. */
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { saveFile } from "@/app/save-file";
import styles from "./leaving.module.css";
import { exportClients } from "./queries";

export function PeopleWays({ locationId }: { locationId: string }) {
  const t = useT();
  const session = useSession().data;
  const out = useMutation({
    mutationFn: () => exportClients(locationId),
    onSuccess: (file) => {
      saveFile(file);
      toast(t("leaving.export.done"));
    },
  });
  if (!hasRole(session, "network_lead", "coordinator")) return null;
  return (
    <>
      <div className={styles.ways}>
        <Link to="/mensen/uit-zorg" className={buttonClass("secondary", "small")}>{t("leaving.title")}</Link>
        {hasRole(session, "coordinator") && (
          <Button size="small" onPress={() => out.mutate()} isPending={out.isPending}>{t(locationId ? "leaving.export.here" : "leaving.export")}</Button>
        )}
      </div>
      <ErrorNote problem={out.error ? asProblem(out.error) : null} />
    </>
  );
}
