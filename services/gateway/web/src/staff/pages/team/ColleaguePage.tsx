/** One colleague: what they are named for, when they are away, and handing over for good. For themself and for who looks after the team. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { asProblem } from "@/api/problem";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useNames, useWorkerNames } from "@/names/names";
import { useChange } from "@/staff/change";
import { NotFound } from "@/staff/NotFound";
import { ColleagueSignedIn } from "../signin/ColleagueSignedIn";
import { AbsencePart } from "./AbsencePart";
import { ChooseColleagues } from "./ChooseColleagues";
import { PassesOn } from "./PassesOn";
import { Presence } from "./Presence";
import { bringBack, colleagueQuery, letLeave, locationsQuery, type Responsibilities, responsibilitiesQuery, type SupportWorker, teamKeys } from "./queries";
import styles from "./team.module.css";

export function ColleaguePage() {
  const t = useT();
  const { workerId } = useParams({ from: "/shell/team/$workerId" });
  const worker = useQuery(colleagueQuery(workerId));
  const session = useSession().data;
  if (worker.isError && asProblem(worker.error).code === "NOT_FOUND") return <NotFound />;
  const own = session?.person === workerId;
  const looksAfter = hasRole(session, "network_lead", "coordinator", "organisation_admin");
  return (
    <Page
      title={worker.data?.name ?? t("team.colleague")}
      lead={worker.data?.email}
      above={<Link to="/team" search={{ deel: "collegas" }}>{t("team.title")}</Link>}
      width="text"
    >
      <QueryView query={worker}>
        {(colleague) => (
          <div className="stack" style={{ "--gap": "var(--space-6)" } as React.CSSProperties}>
            {(colleague.away || colleague.left) && <div className="cluster"><Presence of={colleague} /></div>}
            {!own && !looksAfter ? <p>{t("team.colleague.notYours")}</p> : <Parts of={colleague} own={own} looksAfter={looksAfter} />}
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function Parts({ of, own, looksAfter }: { of: SupportWorker; own: boolean; looksAfter: boolean }) {
  const t = useT();
  const name = of.name?.split(" ")[0] ?? "";
  const admin = hasRole(useSession().data, "organisation_admin");
  if (of.left) return <ComeBack of={of} name={name} />;
  return (
    <>
      <Named of={of} name={name} />
      <section className="stack">
        <h2>{t("team.absence.title")}</h2>
        <AbsencePart workerId={of.id ?? ""} name={name} own={own} level={3} />
      </section>
      {admin && !own && <ColleagueSignedIn person={of.id ?? ""} name={name} />}
      {looksAfter && !own && <Leave of={of} name={name} />}
    </>
  );
}

function Named({ of, name }: { of: SupportWorker; name: string }) {
  const t = useT();
  const query = useQuery(responsibilitiesQuery(of.id ?? ""));
  return (
    <section className="stack">
      <h2>{t("team.named.title", { name })}</h2>
      <QueryView query={query}>{(all) => <NamedList all={all} of={of} name={name} />}</QueryView>
    </section>
  );
}

function NamedList({ all, of, name }: { all: Responsibilities; of: SupportWorker; name: string }) {
  const t = useT();
  const clients = all.clients ?? [];
  const passed = (all.passedOn ?? []).filter((one) => one.clientId);
  const clientOf = useNames([...clients, ...passed].map((one) => one.clientId));
  const workerOf = useWorkerNames([...clients.map((one) => one.otherId), ...passed.map((one) => one.toId)]);
  const locations = useQuery(locationsQuery).data ?? [];
  // Who administers, and no more, reads who it is about and has no page of that person.
  const guides = hasRole(useSession().data, "support_worker", "network_lead", "coordinator");
  const none = clients.length + passed.length + (all.networkerIds?.length ?? 0) + (all.locationIds?.length ?? 0) === 0;
  if (none) return <p>{t("team.named.none", { name })}</p>;
  return (
    <ul className={styles.sentences}>
      {passed.map((one) => <li key={one.clientId}>{t("team.named.passed", { client: clientOf(one.clientId), to: workerOf(one.toId), name })}</li>)}
      {clients.map(({ clientId, otherId }) => (
        <li key={clientId}>
          {guides ? <Link to="/mensen/$clientId" params={{ clientId: clientId ?? "" }}>{clientOf(clientId)}</Link> : clientOf(clientId)}{" – "}
          {otherId ? t(of.away ? "team.named.stays" : "team.named.with", { other: workerOf(otherId), name }) : t("team.named.alone")}
        </li>
      ))}
      {!!all.networkerIds?.length && <li>{t("team.named.networkers", { name })}</li>}
      {all.locationIds?.map((id) => <li key={id}>{t("team.named.location", { location: locations.find((one) => one.id === id)?.name ?? "" })}</li>)}
    </ul>
  );
}

/** Everything passes on for good, so the name is typed first: there is no undo for who would guide whom. */
function Leave({ of, name }: { of: SupportWorker; name: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [successors, setSuccessors] = useState<string[]>([]);
  const [typed, setTyped] = useState("");
  const leave = useChange({
    run: (ids: string[], once) => letLeave(of, ids, once),
    refresh: teamKeys,
    onDone: () => toast(t("team.leave.done")),
  });
  const sure = typed.trim().toLowerCase() === (of.name ?? "").trim().toLowerCase();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sure) leave.start(successors);
  };
  if (!open) return <section className="stack"><h2>{t("team.leave.title", { name })}</h2><div><Button onPress={() => setOpen(true)}>{t("team.leave.open")}</Button></div></section>;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h2>{t("team.leave.title", { name })}</h2>
      <p>{t("team.leave.text", { name })}</p>
      <ChooseColleagues
        label={t("team.leave.who")}
        help={t("team.leave.whoHelp")}
        value={successors}
        onChange={setSuccessors}
        without={of.id}
        error={leave.problem?.fields.successorIds}
        most={10}
      />
      <PassesOn workerId={of.id ?? ""} name={name} candidates={successors} forGood />
      {successors.length > 0 && <TextField label={t("team.leave.type", { name: of.name ?? "" })} value={typed} onChange={setTyped} autoComplete="off" />}
      <ErrorNote problem={leave.problem} labels={{ successorIds: t("team.leave.who") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={leave.isPending} isDisabled={!sure || successors.length === 0}>{t("team.leave.do", { name })}</Button>
        <Button kind="quiet" onPress={() => setOpen(false)}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

function ComeBack({ of, name }: { of: SupportWorker; name: string }) {
  const t = useT();
  const back = useChange({
    run: (worker: SupportWorker, once) => bringBack(worker, once),
    refresh: teamKeys,
    onDone: () => toast(t("team.return.done", { name })),
  });
  return (
    <Card title={t("team.return.title", { name })}>
      <p>{t("team.return.text")}</p>
      <ErrorNote problem={back.problem} />
      <div><Button kind="primary" onPress={() => back.start(of)} isPending={back.isPending}>{t("team.return.do", { name })}</Button></div>
    </Card>
  );
}
