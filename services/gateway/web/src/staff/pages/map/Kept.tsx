/** The dates on which the map was kept, keeping it today, and laying two dates beside each other. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import styles from "./map.module.css";
import { snapshotsOf, takeSnapshot } from "./queries";

export function Kept({ clientId, name }: { clientId: string; name: string }) {
  const t = useT();
  const date = useFormat().date;
  const [open, setOpen] = useState(false);
  const snapshots = useQuery(snapshotsOf(clientId));
  return (
    <section className="stack">
      <div className={styles.heading}>
        <h2>{t("map.kept.title")}</h2>
        {!open && <Button onPress={() => setOpen(true)}>{t("map.kept.take")}</Button>}
      </div>
      {open && <Take clientId={clientId} onDone={() => setOpen(false)} />}
      <QueryView query={snapshots} empty={<p className="soft">{t("map.kept.none", { name })}</p>}>
        {(all) => (
          <ul className={styles.dates}>
            {all.map((snapshot) => (
              <li key={snapshot.id}>
                <span><b>{snapshot.takeTime && date(snapshot.takeTime)}</b>{snapshot.occasion && <span className="soft"> {snapshot.occasion}</span>}</span>
                <Link to="/mensen/$clientId/kaart/vergelijken" params={{ clientId }} search={{ van: snapshot.id }} className={buttonClass("secondary", "small")}>
                  {t("map.kept.compare")}<span className="visually-hidden"> {snapshot.takeTime && date(snapshot.takeTime)}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  );
}

function Take({ clientId, onDone }: { clientId: string; onDone: () => void }) {
  const t = useT();
  const [occasion, setOccasion, forget] = useDraft(`snapshot:${clientId}`, "");
  const take = useChange({
    run: (why: string, once) => takeSnapshot(clientId, why, once),
    refresh: [["mapSnapshots", clientId]],
    onDone: () => {
      forget();
      toast(t("map.kept.taken"));
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take.start(occasion.trim());
  };
  return (
    <form className={styles.inset} onSubmit={submit} noValidate>
      <TextField optional label={t("map.kept.occasion")} description={t("map.kept.occasion.help")} value={occasion} onChange={setOccasion} error={take.problem?.fields.occasion} autoComplete="off" maxLength={120} />
      <ErrorNote problem={take.problem} />
      <div className="cluster">
        <Button type="submit" kind="primary" isPending={take.isPending}>{t("map.kept.takeNow")}</Button>
        <Button kind="quiet" onPress={onDone}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
