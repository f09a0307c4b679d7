/** Who has nobody yet, together with those in the same place, and what would help them. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { say } from "../matches/parts";
import { type WithoutGroup, withoutQuery } from "./queries";
import styles from "./plan.module.css";

export function Without({ planId }: { planId: string }) {
  const t = useT();
  const groups = useInfiniteQuery(withoutQuery(planId));
  const list = groups.data?.pages.flatMap((page) => page.groups ?? []);
  return (
    <section className={styles.part}>
      <header className={styles.words}>
        <h2>{t("plan.without.title")}</h2>
        <p className="soft">{t("plan.without.lead")}</p>
      </header>
      {groups.isError && <ErrorNote problem={asProblem(groups.error)} onRetry={() => void groups.refetch()} />}
      {groups.isPending && <LoadingRows />}
      {list?.length === 0 && !groups.hasNextPage && <p className={styles.quiet}>{t("plan.without.empty")}</p>}
      {list && list.length > 0 && (
        <ul className="grid plain-list" style={{ "--column": "24rem" } as React.CSSProperties}>
          {list.map((group) => <li key={group.id} className={styles.card}><GroupCard group={group} /></li>)}
        </ul>
      )}
      {groups.hasNextPage && <div><Button isPending={groups.isFetchingNextPage} onPress={() => void groups.fetchNextPage()}>{t("common.more")}</Button></div>}
    </section>
  );
}

function GroupCard({ group }: { group: WithoutGroup }) {
  const t = useT();
  const ids = group.clientIds ?? [];
  const helps = group.wouldHelp ?? []; // none once somebody of the group left: it rested on their words too
  const nameOf = useNames(ids);
  const others = (group.people ?? 0) > ids.length;
  return (
    <Card level={3} title={say(t.language, group.about)}>
      <p>{say(t.language, group.why)}</p>
      {helps.length > 0 && (
        <div className={styles.helps}>
          <p className={styles.strong}>{t("plan.without.helps")}</p>
          <ul>{helps.map((help, index) => <li key={index}>{say(t.language, help)}</li>)}</ul>
        </div>
      )}
      <p className={styles.who}>
        <span className="soft">{t("plan.without.people")}</span>{" "}
        {ids.map((id) => <Link key={id} to="/mensen/$clientId" params={{ clientId: id }}>{nameOf(id)}</Link>)}
      </p>
      {others && <p className="soft small">{t("plan.without.others")}</p>}
    </Card>
  );
}
