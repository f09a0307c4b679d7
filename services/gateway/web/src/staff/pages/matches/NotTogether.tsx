/** With whom somebody is never put together. No reason is asked or kept; taking it back is as easy as saying it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import { addExclusion, exclusionsOf, removeExclusion } from "./life";
import { PersonSearch } from "./PersonSearch";
import styles from "./matches.module.css";

export function NotTogether({ clientId, name }: { clientId: string; name: string }) {
  const t = useT();
  const undo = useUndo();
  const list = useQuery(exclusionsOf(clientId));
  const nameOf = useNames(list.data ?? []);
  const [asking, setAsking] = useState<string | null>(null);
  const askingName = useNames([asking ?? undefined])(asking ?? undefined);
  const refresh = [["exclusions"], ["matches"], ["signals"]];
  const add = useChange({
    refresh,
    run: (other: string, once) => addExclusion(clientId, other, once),
    onDone: (_, other) => {
      setAsking(null);
      undo(t("matchlife.apart.done"), () => removeExclusion(clientId, other, crypto.randomUUID()), refresh);
    },
  });
  const remove = useChange({
    refresh,
    run: (other: string, once) => removeExclusion(clientId, other, once),
    onDone: (_, other) => undo(t("matchlife.apart.removed"), () => addExclusion(clientId, other, crypto.randomUUID()), refresh),
  });
  return (
    <section className="stack">
      <h2>{t("matchlife.apart.title")}</h2>
      <p className="soft">{t("matchlife.apart.lead", { name })}</p>
      <QueryView query={list} empty={<p>{t("matchlife.apart.nobody")}</p>}>
        {(others) => (
          <ul className={`${styles.picked} plain-list`} aria-label={t("matchlife.apart.title")}>
            {others.map((id) => (
              <li key={id} className={styles.pickedPerson}>
                <Initials name={nameOf(id)} />
                <span className={styles.pickedName}>{nameOf(id)}</span>
                <Button kind="quiet" size="small" isDisabled={remove.isPending} aria-label={t("matchlife.apart.removeOf", { name: nameOf(id) })} onPress={() => remove.start(id)}>
                  {t("matchlife.apart.remove")}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      <PersonSearch
        key={asking ?? "nobody yet"}
        label={t("matchlife.apart.add")}
        description={t("matchlife.apart.add.help")}
        without={[clientId, ...(list.data ?? [])]}
        value={asking ? { id: asking, name: askingName } : null}
        onChange={setAsking}
      />
      {asking && (
        <div className={styles.hints}>
          <p>{t("matchlife.apart.means", { name, other: askingName })}</p>
          <div className="cluster">
            <Button kind="primary" isPending={add.isPending} onPress={() => add.start(asking)}>{t("matchlife.apart.save")}</Button>
            <Button kind="quiet" onPress={() => setAsking(null)}>{t("common.cancel")}</Button>
          </div>
        </div>
      )}
      <ErrorNote problem={add.problem ?? remove.problem ?? (list.isRefetchError ? asProblem(list.error) : null)} />
    </section>
  );
}
