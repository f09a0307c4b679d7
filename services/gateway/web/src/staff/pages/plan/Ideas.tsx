/** The ideas of a plan, by what became of them. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { Select } from "@/design/Select";
import { useT } from "@/i18n/staff";
import { IdeaCard } from "./IdeaCard";
import { type IdeaState, ideasQuery, ideaStates } from "./queries";
import type { PlanSearch } from "./routes";
import styles from "./plan.module.css";

export function Ideas({ planId }: { planId: string }) {
  const t = useT();
  const search = useSearch({ from: "/shell/plan" });
  const navigate = useNavigate({ from: "/plan" });
  const session = useSession().data;
  const state = search.laat ?? "STATE_OPEN";
  const ideas = useInfiniteQuery(ideasQuery(planId, state, !!search.mijn));
  const list = ideas.data?.pages.flatMap((page) => page.ideas ?? []);
  const go = (change: Partial<PlanSearch>) => void navigate({ search: { ...search, ...change }, replace: true, resetScroll: false });
  return (
    <section className={styles.part}>
      <header className={styles.words}>
        <h2>{t("plan.ideas.title")}</h2>
        <p className="soft">{t("plan.ideas.lead")}</p>
      </header>
      <div className={`${styles.filters} no-print`}>
        <Select<IdeaState>
          label={t("plan.ideas.show")}
          value={state}
          onChange={(next) => go({ laat: next === "STATE_OPEN" ? undefined : next })}
          options={ideaStates.map((value) => ({ value, label: t(`plan.ideas.${value}`) }))}
        />
        {hasRole(session, "support_worker") && hasRole(session, "network_lead", "coordinator") && (
          <Checkbox isSelected={!!search.mijn} onChange={(on) => go({ mijn: on || undefined })}>{t("plan.ideas.mine")}</Checkbox>
        )}
      </div>
      {ideas.isError && <ErrorNote problem={asProblem(ideas.error)} onRetry={() => void ideas.refetch()} />}
      {ideas.isPending && <LoadingRows />}
      {list?.length === 0 && !ideas.hasNextPage && <p className={styles.quiet}>{t(`plan.ideas.empty.${state}`)}</p>}
      {list && list.length > 0 && (
        <ul className="grid plain-list" style={{ "--column": "22rem" } as React.CSSProperties}>
          {list.map((idea) => <li key={idea.id} className={styles.card}><IdeaCard idea={idea} /></li>)}
        </ul>
      )}
      {ideas.hasNextPage && <div><Button isPending={ideas.isFetchingNextPage} onPress={() => void ideas.fetchNextPage()}>{t("common.more")}</Button></div>}
    </section>
  );
}
