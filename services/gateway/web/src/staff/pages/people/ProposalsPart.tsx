/** People whom the record names. Nobody is on the map before the client's yes (N-14): this is the question, asked together. */
import { useQuery } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import styles from "./people.module.css";
import type { Client } from "./queries";
import { acceptProposal, type ContactProposal, declineProposal, proposalsOf } from "./telling-queries";

/** For the client and their own support workers: to anybody else the server says so, and here it is simply not there. */
const notMine = new Set(["OWN_SUPPORT_WORKERS_ONLY", "MAP_NOT_SHARED"]);

export function ProposalsPart({ of }: { of: Client }) {
  const t = useT();
  const proposals = useQuery(proposalsOf(of.id ?? ""));
  if (proposals.isError && !notMine.has(asProblem(proposals.error).code)) {
    return <ErrorNote problem={asProblem(proposals.error)} onRetry={() => void proposals.refetch()} />;
  }
  if (!proposals.data?.length) return null;
  const name = of.givenName ?? "";
  return (
    <section className="stack">
      <h2>{t("telling.known.title", { name })}</h2>
      <p className="soft">{t("telling.known.text", { name })}</p>
      <ul className={`plain-list ${styles.two}`}>
        {proposals.data.map((proposal) => <li key={proposal.id}><OneProposal proposal={proposal} person={of} /></li>)}
      </ul>
    </section>
  );
}

function OneProposal({ proposal, person }: { proposal: ContactProposal; person: Client }) {
  const t = useT();
  const clientId = person.id ?? "";
  const id = proposal.id ?? "";
  const called = proposal.name ?? "";
  const refresh = [["contactProposals", clientId], ["contacts", clientId]];
  const yes = useChange({ run: (which: string, once) => acceptProposal(which, once), refresh, onDone: () => toast(t("telling.known.added", { name: called })) });
  const no = useChange({ run: (which: string, once) => declineProposal(which, once), refresh, onDone: () => toast(t("telling.known.left", { name: called })) });
  const busy = yes.isPending || no.isPending;
  return (
    <Card
      level={3}
      mark={<Initials name={called} />}
      title={called}
      note={proposal.relation && t("telling.known.relation", { relation: proposal.relation })}
      actions={
        <>
          <Button size="small" onPress={() => yes.start(id)} isDisabled={busy}>{t("telling.known.yes")}</Button>
          <Button size="small" kind="quiet" onPress={() => no.start(id)} isDisabled={busy}>{t("telling.known.no")}</Button>
        </>
      }
    >
      <ErrorNote problem={yes.problem ?? no.problem} />
    </Card>
  );
}
