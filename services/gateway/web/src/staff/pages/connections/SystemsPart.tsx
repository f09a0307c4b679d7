/** The other systems of the organisation: who comes in, with which key, and for what; and what they need to know of us. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Laptop } from "@/pictograms";
import { Copied } from "./Copied";
import styles from "./connections.module.css";
import { Fresh } from "./Fresh";
import { Groups } from "./Groups";
import { OneSystem } from "./OneSystem";
import { type Connection, connectionsQuery, type ConnectionWithSecret, createConnection } from "./queries";
import { SystemForm } from "./SystemForm";

export function SystemsPart() {
  const t = useT();
  const connections = useQuery(connectionsQuery);
  return (
    <div className="stack" style={{ "--gap": "var(--space-7)" } as React.CSSProperties}>
      <p className="soft">{t("connections.lead")}</p>
      <QueryView query={connections}>{(found) => <Systems all={found.connections ?? []} />}</QueryView>
      <Addresses />
      <Groups />
    </div>
  );
}

function Systems({ all }: { all: Connection[] }) {
  const t = useT();
  const [fresh, setFresh] = useState<ConnectionWithSecret | null>(null);
  const [adding, setAdding] = useState(false);
  const added = (made: ConnectionWithSecret) => {
    setAdding(false);
    setFresh(made);
  };
  const open = all.filter((one) => !one.withdrawTime);
  const begin = <Button kind="primary" onPress={() => setAdding(true)}>{t("connections.add")}</Button>;
  return (
    <section className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties} aria-label={t("organisation.part.systemen")}>
      {fresh && <Fresh of={fresh} onDone={() => setFresh(null)} />}
      {adding && <SystemForm of={{}} save={createConnection} onSaved={added} onCancel={() => setAdding(false)} />}
      {!adding && !fresh && open.length > 0 && <div>{begin}</div>}
      {!adding && open.length === 0 && <EmptyState title={t("connections.empty")} text={t("connections.emptyText")} pictogram={Laptop} action={begin} />}
      {open.length > 0 && (
        <ul className="stack plain-list" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>
          {open.map((one) => <li key={one.id}><OneSystem of={one} onFresh={setFresh} /></li>)}
        </ul>
      )}
      <Past of={all.filter((one) => one.withdrawTime)} />
    </section>
  );
}

function Past({ of }: { of: Connection[] }) {
  const t = useT();
  const format = useFormat();
  if (of.length === 0) return null;
  return (
    <details className={styles.fold}>
      <summary>{t("connections.past.show")}</summary>
      <ul>{of.map((one) => <li key={one.id}>{t("connections.past.line", { name: one.name ?? "", date: format.date(one.withdrawTime ?? "") })}</li>)}</ul>
    </details>
  );
}

/** Where the other system finds us: the address of this very page says it. */
function Addresses() {
  const t = useT();
  const here = window.location.origin;
  return (
    <Card title={t("connections.addresses.title")} note={t("connections.addresses.lead")}>
      <div className="stack">
        <Copied label={t("connections.addresses.token")} value={`${here}/oauth/token`} />
        <Copied label={t("connections.addresses.api")} value={`${here}/api/v1`} />
        <Copied label={t("connections.addresses.scim")} value={`${here}/scim/v2`} />
        <p><Link to="/docs/api">{t("connections.addresses.docs")}</Link></p>
      </div>
    </Card>
  );
}
