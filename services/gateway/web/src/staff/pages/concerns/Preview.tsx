/** Trying the route out, also before it is kept: at this moment, for this location, what would happen. Nothing is sent. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { Select } from "@/design/Select";
import { TextField } from "@/design/TextField";
import { inLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { locationsQuery } from "../people/queries";
import styles from "./concerns.module.css";
import { preview, type Route } from "./queries";

const nowhere = "nowhere";

export function Preview({ route }: { route: Route }) {
  const t = useT();
  const format = useFormat();
  const [at, setAt] = useState("");
  const [location, setLocation] = useState(nowhere);
  const locations = useQuery(locationsQuery).data ?? [];
  const tryOut = useMutation({ mutationFn: () => preview(route, at ? new Date(at).toISOString() : undefined, location === nowhere ? "" : location) });
  const found = tryOut.data;
  const nameOf = useWorkerNames([...(found?.supportWorkerIds ?? []), ...(found?.awayIds ?? [])]);
  const names = (ids?: string[]) => format.list((ids ?? []).map((id) => nameOf(id)));
  return (
    <section className={styles.part} aria-labelledby="route-try">
      <h3 id="route-try">{t("concerns.try.title")}</h3>
      <p className="soft">{t("concerns.try.help")}</p>
      <div className={styles.two}>
        <TextField optional label={t("concerns.try.at")} type="datetime-local" value={at} onChange={setAt} />
        <Select label={t("concerns.try.location")} value={location} onChange={setLocation} options={[{ value: nowhere, label: t("concerns.try.nowhere") }, ...locations.map((one) => ({ value: one.id ?? "", label: one.name ?? "" }))]} />
      </div>
      <div><Button isPending={tryOut.isPending} onPress={() => tryOut.mutate()}>{t("concerns.try.go")}</Button></div>
      <ErrorNote problem={tryOut.error ? asProblem(tryOut.error) : null} />
      {found && (
        <div className={styles.preview} role="status">
          <p className={styles.strong}>{t(found.help?.closed ? "concerns.try.closed" : "concerns.try.open")}</p>
          <p>{inLanguage(t.language, found.help ?? {}, "route")}</p>
          {found.help?.phone && <p>{t("concerns.try.call", { whom: inLanguage(t.language, found.help, "whom"), phone: found.help.phone })}</p>}
          <p>{found.supportWorkerIds?.length ? t("concerns.try.gets", { names: names(found.supportWorkerIds) }) : t("concerns.try.getsAll")}</p>
          {!!found.awayIds?.length && <p>{t("concerns.try.away", { names: names(found.awayIds) })}</p>}
          {!!route.ways?.length && <><p>{t("concerns.try.letter")}</p><pre className={styles.letter}>{found.letter}</pre></>}
        </div>
      )}
    </section>
  );
}
