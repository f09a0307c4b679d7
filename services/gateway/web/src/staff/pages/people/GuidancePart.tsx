/** Who guides somebody: a first and a second, so that it never depends on one person (O-01). */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { ComboBox } from "@/design/ComboBox";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { useLink } from "@/design/link";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import styles from "./people.module.css";
import { assign, type Client, clientQuery, supportWorkersQuery } from "./queries";

interface GuidanceProps {
  of: Client;
  /** Where somebody came from who was asked for a second support worker. */
  back?: string;
}

export function GuidancePart({ of, back }: GuidanceProps) {
  const t = useT();
  const session = useSession().data;
  const workers = of.supportWorkerIds ?? [];
  const nameOf = useWorkerNames(workers);
  const may = hasRole(session, "network_lead", "coordinator");
  const name = of.givenName ?? "";
  return (
    <>
      {back && <Back to={back} done={workers.length >= 2} />}
      <p className="soft">{t("people.guidance.lead")}</p>
      <div className={styles.guides}>
        {(["first", "second"] as const).map((place, index) => {
          const called = workers[index] ? nameOf(workers[index]) : "";
          return (
            <Card key={place} mark={called && <Initials name={called} />} title={called || t("people.guidance.none")} note={t(`people.guidance.${place}`)} />
          );
        })}
      </div>
      {workers.length < 2 && (
        <Card tone="apricot" title={t("people.guidance.missing.title")}>
          <p>{t("people.guidance.missing.text", { name })}</p>
          {!may && <p>{t("people.guidance.missing.ask")}</p>}
        </Card>
      )}
      {may && <AssignForm key={of.etag} of={of} />}
    </>
  );
}

function Back({ to, done }: { to: string; done: boolean }) {
  const t = useT();
  const link = useLink(to);
  return (
    <Card tone="sky">
      <div className="cluster">
        <p role="status">{t(done ? "people.guidance.back.done" : "people.guidance.back.waits")}</p>
        <a {...link} className={buttonClass(done ? "primary" : "secondary")}>{t("people.guidance.back")}</a>
      </div>
    </Card>
  );
}

function AssignForm({ of }: { of: Client }) {
  const t = useT();
  const undo = useUndo();
  const queries = useQueryClient();
  const name = of.givenName ?? "";
  const before = of.supportWorkerIds ?? [];
  const [first, setFirst] = useState<string | null>(before[0] ?? null);
  const [second, setSecond] = useState<string | null>(before[1] ?? null);
  const workers = useQuery(supportWorkersQuery);
  const options = (workers.data ?? []).filter(({ left }) => !left).map((worker) => ({ value: worker.id ?? "", label: worker.name ?? "", description: worker.email }));
  const refresh = [["clients"]];
  const save = useChange({
    run: (ids: string[], once) => assign(of, ids, once),
    refresh,
    onDone: () => {
      const said = t("people.guidance.saved", { name });
      // Somebody always guides from here on: there is no way back to nobody.
      if (before.length === 0) return toast(said);
      undo(said, async () => assign(await queries.fetchQuery({ ...clientQuery(of.id ?? ""), staleTime: 0 }), [...before], requestId()), refresh);
    },
  });
  const same = first !== null && first === second;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (first && !same) save.start([first, second].filter((id): id is string => !!id));
  };
  return (
    <form className={styles.group} onSubmit={submit} noValidate>
      <h2>{t("people.guidance.change", { name })}</h2>
      <div className={styles.guides}>
        <ComboBox label={t("people.guidance.first")} options={options} value={first} onChange={setFirst} error={second && !first ? t("people.guidance.needFirst") : undefined} />
        <ComboBox optional label={t("people.guidance.second")} options={options} value={second} onChange={setSecond} error={same ? t("people.guidance.same") : undefined} />
      </div>
      <ErrorNote problem={save.problem} labels={{ supportWorkerIds: t("people.guidance.change", { name }) }} />
      <div><Button kind="primary" type="submit" isPending={save.isPending} isDisabled={!first}>{t("common.save")}</Button></div>
    </form>
  );
}
