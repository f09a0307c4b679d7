/** Who may be leaving care: proposed, then planned for a day somebody chose. Nobody goes by themself, and until the day it can be undone. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { Initials } from "@/design/Initials";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Seedling } from "@/pictograms";
import styles from "./leaving.module.css";
import { PlanForm } from "./PlanForm";
import { type Client, leavingsQuery } from "./queries";
import { StayButton } from "./StayButton";

export function LeavingPage() {
  const t = useT();
  const session = useSession().data;
  const above = <Link to="/mensen">{t("leaving.people")}</Link>;
  if (!hasRole(session, "network_lead", "coordinator")) {
    return <Page title={t("leaving.title")} above={above}><EmptyState title={t("leaving.notYours.title")} text={t("leaving.notYours.text")} /></Page>;
  }
  return <Page title={t("leaving.title")} lead={t("leaving.lead")} above={above} width="text"><Leavings /></Page>;
}

const called = (client: Client) => [client.givenName, client.familyName].filter(Boolean).join(" ");

function Leavings() {
  const t = useT();
  const leavings = useQuery(leavingsQuery);
  const byName = (a: Client, b: Client) => called(a).localeCompare(called(b), t.language);
  return (
    <QueryView query={leavings} empty={<EmptyState title={t("leaving.empty.title")} text={t("leaving.empty.text")} pictogram={Seedling} />}>
      {(all) => {
        const planned = all.filter((client) => client.leaving?.state === "STATE_PLANNED");
        const proposed = all.filter((client) => client.leaving?.state !== "STATE_PLANNED").sort(byName);
        return (
          <>
            <Group title={t("leaving.proposed")} of={proposed} none={t("leaving.proposed.none")} />
            <Group title={t("leaving.planned")} of={planned} none={t("leaving.planned.none")} />
          </>
        );
      }}
    </QueryView>
  );
}

function Group({ title, of, none }: { title: string; of: Client[]; none: string }) {
  return (
    <section className={styles.group}>
      <h2>{title}</h2>
      {of.length === 0 ? <p className="soft">{none}</p> : <ul className="plain-list stack">{of.map((client) => <li key={client.id}><OneLeaving of={client} /></li>)}</ul>}
    </section>
  );
}

function OneLeaving({ of }: { of: Client }) {
  const t = useT();
  const format = useFormat();
  const [choosing, setChoosing] = useState(false);
  const { state, source, leaveDay = "", proposeTime = "" } = of.leaving ?? {};
  const planned = state === "STATE_PLANNED";
  const date = proposeTime ? format.date(proposeTime) : "";
  return (
    <Card
      level={3}
      mark={<Initials name={called(of)} />}
      title={<Link to="/mensen/$clientId" params={{ clientId: of.id ?? "" }}>{called(of)}</Link>}
      note={t(source === "SOURCE_EXPORT" ? "leaving.byExport" : "leaving.byStaff", { date })}
    >
      {planned && <div className="cluster"><Chip tone="apricot">{t("leaving.on", { date: format.date(leaveDay) })}</Chip></div>}
      {choosing ? (
        <PlanForm of={of} onClose={() => setChoosing(false)} />
      ) : (
        <div className={styles.ways}>
          <Button size="small" onPress={() => setChoosing(true)}>{t(planned ? "leaving.otherDay" : "leaving.chooseDay")}</Button>
          <StayButton of={of} />
        </div>
      )}
    </Card>
  );
}
