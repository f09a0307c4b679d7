/** Everybody who works here, as far as Optrek knows them. Rights come from the organisation's own sign-in. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Role } from "@/api/session";
import { buttonClass } from "@/design/button-class";
import { EmptyState } from "@/design/EmptyState";
import { QueryView } from "@/design/QueryView";
import { matches } from "@/design/search";
import { Table } from "@/design/Table";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Presence } from "../team/Presence";
import { WavingHand } from "@/pictograms";
import styles from "./organisation.module.css";
import { type SupportWorker, supportWorkersQuery } from "./queries";

export function ColleaguesPart() {
  const t = useT();
  const workers = useQuery(supportWorkersQuery);
  const [typed, setTyped] = useState("");
  const add = <Link to="/organisatie/collega" className={buttonClass("primary")}>{t("organisation.colleagues.add")}</Link>;
  return (
    <QueryView
      query={workers}
      empty={<EmptyState title={t("organisation.colleagues.empty.title")} text={t("organisation.colleagues.empty.text")} pictogram={WavingHand} action={add} />}
    >
      {(all) => {
        const found = all.filter((worker) => matches(worker.name ?? "", typed));
        return (
          <>
            <div>{add}</div>
            <p className="soft">{t("organisation.colleagues.rolesWhy")}</p>
            <div className={styles.search} role="search">
              <TextField type="search" label={t("organisation.colleagues.search")} value={typed} onChange={setTyped} autoComplete="off" />
            </div>
            {found.length === 0 ? <p role="status">{t("organisation.colleagues.none")}</p> : <Colleagues of={found} />}
          </>
        );
      }}
    </QueryView>
  );
}

const named = new Set<string>(["support_worker", "network_lead", "coordinator", "organisation_admin", "region_coordinator", "platform_operator"]);
const isNamed = (role: string): role is Exclude<Role, "client"> => named.has(role);

function Colleagues({ of }: { of: SupportWorker[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <Table
      caption={t("organisation.part.collegas")}
      rows={of}
      rowKey={(worker) => worker.id ?? ""}
      columns={[
        { id: "name", heading: t("organisation.colleagues.name"), cell: (worker) => <span className="cluster"><Link to="/team/$workerId" params={{ workerId: worker.id ?? "" }}>{worker.name}</Link><Presence of={worker} /></span> },
        { id: "email", heading: t("organisation.colleagues.email"), cell: (worker) => worker.email },
        {
          id: "roles",
          heading: t("organisation.colleagues.roles"),
          cell: (worker) =>
            worker.roles?.length ? format.list(worker.roles.map((role) => (isNamed(role) ? t(`organisation.role.${role}`) : role))) : t("organisation.colleagues.rolesNone"),
        },
        { id: "known", heading: t("organisation.colleagues.known"), cell: (worker) => t(worker.known ? "organisation.colleagues.knownYes" : "organisation.colleagues.knownNo") },
      ]}
    />
  );
}
