/** Who is where on the road. A place on a road, not a pipeline: no figures, no order of merit. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { hasRole, useSession } from "@/api/session";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { Initials } from "@/design/Initials";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { Seedling } from "@/pictograms";
import styles from "./networkers.module.css";
import { type Networker, type NetworkerState, networkersQuery } from "./queries";

const order = ["STATE_ACTIVE", "STATE_LEARNING", "STATE_IN_CONVERSATION", "STATE_APPROACHED", "STATE_IDEA", "STATE_PAUSED"] as const satisfies NetworkerState[];

export function NetworkersPage() {
  const t = useT();
  const reaches = hasRole(useSession().data, "support_worker", "network_lead", "coordinator");
  const networkers = useQuery({ ...networkersQuery, enabled: reaches });
  if (!reaches) return <Page title={t("networkers.title")}><EmptyState title={t("people.adminTitle")} text={t("people.adminText")} /></Page>;
  const note = <Link to="/netwerkers/nieuw" className={buttonClass("primary")}>{t("networkers.note")}</Link>;
  return (
    <Page title={t("networkers.title")} lead={t("networkers.lead")} actions={(networkers.data?.length ?? 0) > 0 && note}>
      <QueryView
        query={networkers}
        empty={<EmptyState title={t("networkers.empty.title")} text={t("networkers.empty.text")} pictogram={Seedling} action={note} />}
      >
        {(all) => <Road of={all} />}
      </QueryView>
    </Page>
  );
}

function Road({ of }: { of: Networker[] }) {
  const t = useT();
  const nameOf = useNames(of.map((networker) => networker.clientId));
  const stopped = of.filter((networker) => networker.state === "STATE_STOPPED");
  return (
    <div className={styles.road}>
      {order.map((state) => {
        const here = of.filter((networker) => networker.state === state);
        if (here.length === 0) return null;
        return (
          <section key={state} className={styles.place}>
            <h2>{t(`networkers.group.${state}`)}</h2>
            <p className="soft">{t(`networkers.groupText.${state}`)}</p>
            <People of={here} nameOf={nameOf} />
          </section>
        );
      })}
      {stopped.length > 0 && (
        <details className={styles.stopped}>
          <summary>{t("networkers.group.STATE_STOPPED")}</summary>
          <p className="soft">{t("networkers.groupText.STATE_STOPPED")}</p>
          <People of={stopped} nameOf={nameOf} />
        </details>
      )}
    </div>
  );
}

function People({ of, nameOf }: { of: Networker[]; nameOf: (id: string | undefined) => string }) {
  return (
    <ul className="grid plain-list" style={{ "--column": "16rem", "--gap": "var(--space-3)" } as React.CSSProperties}>
      {of.map((networker) => (
        <li key={networker.id}>
          <Card
            level={3}
            href={`/netwerkers/${networker.id}`}
            mark={<Initials name={nameOf(networker.clientId)} />}
            title={nameOf(networker.clientId)}
          >
            {networker.reason && <p className={styles.reason}>{networker.reason}</p>}
          </Card>
        </li>
      ))}
    </ul>
  );
}
