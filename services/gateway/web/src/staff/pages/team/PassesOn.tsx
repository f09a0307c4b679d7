/** In sentences: what would pass on, to whom, before somebody says yes to it. */
import { useQuery } from "@tanstack/react-query";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import { useNames, useWorkerNames } from "@/names/names";
import { passesTo } from "./passes";
import { locationsQuery, type Responsibilities, responsibilitiesQuery } from "./queries";
import styles from "./team.module.css";

export interface PassesOnProps {
  workerId: string;
  name: string;
  candidates: readonly string[];
  /** For good, or until somebody is back. */
  forGood?: boolean;
}

export function PassesOn({ workerId, candidates, ...rest }: PassesOnProps) {
  const t = useT();
  const query = useQuery(responsibilitiesQuery(workerId));
  if (candidates.length === 0) return null;
  return (
    <section className={styles.preview} aria-label={t("team.passes.title")}>
      <h3>{t("team.passes.title")}</h3>
      <QueryView query={query} isEmpty={nothing} empty={<p>{t("team.passes.nothing")}</p>}>
        {(all) => <Sentences all={all} candidates={candidates} {...rest} />}
      </QueryView>
    </section>
  );
}

const nothing = (all: Responsibilities) => !all.clients?.length && !all.networkerIds?.length && !all.locationIds?.length;

function Sentences({ all, candidates, name, forGood }: Omit<PassesOnProps, "workerId"> & { all: Responsibilities }) {
  const t = useT();
  const locations = useQuery(locationsQuery).data ?? [];
  const clients = all.clients ?? [];
  const clientOf = useNames(clients.map((one) => one.clientId));
  const workerOf = useWorkerNames([...candidates, ...clients.map((one) => one.otherId)]);
  const first = workerOf(candidates[0]);
  return (
    <ul className={styles.sentences}>
      {clients.map(({ clientId, otherId }) => {
        const to = passesTo(otherId, candidates);
        const told = { client: clientOf(clientId), other: workerOf(otherId), to: workerOf(to), name };
        return <li key={clientId}>{to ? t("team.passes.client", told) : t(forGood ? "team.passes.closes" : "team.passes.stays", told)}</li>;
      })}
      {!!all.networkerIds?.length && <li>{t("team.passes.networkers", { to: first })}</li>}
      {all.locationIds?.map((id) => {
        const found = locations.find((location) => location.id === id);
        const to = candidates.find((candidate) => !found?.networkLeadIds?.includes(candidate));
        const told = { location: found?.name ?? "", to: workerOf(to), name };
        return <li key={id}>{to ? t("team.passes.location", told) : t(forGood ? "team.passes.locationNeeds" : "team.passes.locationStays", told)}</li>;
      })}
    </ul>
  );
}
