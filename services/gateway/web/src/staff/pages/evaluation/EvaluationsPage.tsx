/** The looks back: what goes on now, what it is a good moment for, and what has been. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { Initials } from "@/design/Initials";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Mirror } from "@/pictograms";
import styles from "./evaluation.module.css";
import { useCalled } from "./people";
import { type Evaluation, evaluationsQuery } from "./queries";

export function EvaluationsPage() {
  const t = useT();
  const list = useInfiniteQuery({ ...evaluationsQuery, select: (data) => data.pages.flatMap((one) => one.interimEvaluations ?? []) });
  return (
    <Page title={t("evaluation.interim.list.title")} lead={t("evaluation.interim.list.lead")} above={<Link to="/koppelingen">{t("shell.matches")}</Link>}>
      <QueryView query={list} empty={<Nothing />}>{(found) => <Groups of={found} />}</QueryView>
      {list.hasNextPage && (
        <div><Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>{t("common.more")}</Button></div>
      )}
    </Page>
  );
}

function Nothing() {
  const t = useT();
  return (
    <EmptyState
      title={t("evaluation.interim.list.empty.title")}
      text={t("evaluation.interim.list.empty.text")}
      pictogram={Mirror}
      action={<Link to="/koppelingen" className={buttonClass()}>{t("evaluation.interim.list.toMatches")}</Link>}
    />
  );
}

function Groups({ of }: { of: Evaluation[] }) {
  const t = useT();
  const groups: { title: string; lead?: string; found: Evaluation[] }[] = [
    { title: t("evaluation.interim.list.open"), found: of.filter((one) => one.state === "STATE_OPEN") },
    { title: t("evaluation.interim.list.due"), found: of.filter((one) => one.state === "STATE_DUE" && !isComing(one)) },
    { title: t("lookback.coming.title"), lead: t("lookback.coming.lead"), found: of.filter(isComing) },
    { title: t("evaluation.interim.list.done"), found: of.filter((one) => one.state === "STATE_DONE") },
  ];
  return groups.filter(({ found }) => found.length > 0).map(({ title, lead, found }) => (
    <section key={title} className="stack">
      <div>
        <h2>{title}</h2>
        {lead && <p className="soft">{lead}</p>}
      </div>
      <ul className="grid plain-list" style={{ "--column": "22rem" } as React.CSSProperties}>{found.map((one) => <li key={one.id}><Row of={one} /></li>)}</ul>
    </section>
  ));
}

/** Not yet: to look ahead, nothing to do. */
const isComing = (one: Evaluation): boolean => one.state === "STATE_DUE" && new Date(one.dueTime ?? 0).getTime() > Date.now();

function Row({ of }: { of: Evaluation }) {
  const t = useT();
  const format = useFormat();
  const { nameOf, called } = useCalled(of.clientIds ?? []);
  const when = {
    STATE_DUE: of.dueTime && (isComing(of) ? t("lookback.coming.around", { when: format.date(of.dueTime) }) : t("evaluation.interim.due", { when: format.date(of.dueTime) })),
    STATE_OPEN: t("evaluation.interim.since"),
    STATE_DONE: of.closeTime && t("evaluation.interim.closed", { when: format.date(of.closeTime) }),
  }[of.state as "STATE_DUE" | "STATE_OPEN" | "STATE_DONE"];
  return (
    <Card
      level={3}
      href={isComing(of) ? `/tussenstand/nieuw?koppeling=${of.matchId}` : `/tussenstand/${of.id}`}
      mark={<span className={styles.marks}>{(of.clientIds ?? []).slice(0, 3).map((id) => <Initials key={id} name={nameOf(id)} size="2.25rem" />)}</span>}
      title={called(of.clientIds)}
      note={when}
    >
      {of.state === "STATE_DONE" && <div className="cluster"><Chip tone="leaf">{t(`evaluation.outcome.${of.outcome ?? "OUTCOME_UNSPECIFIED"}`)}</Chip></div>}
    </Card>
  );
}
