/** Matches by where they are on the road. Nobody is counted; who ended is shown when somebody asks. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Checkbox } from "@/design/Checkbox";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { Select } from "@/design/Select";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { PeopleHoldingHands } from "@/pictograms";
import { Marks, idsOf, say, useMatchNames } from "./parts";
import { PersonSearch } from "./PersonSearch";
import { type Match, matchesQuery } from "./queries";
import { byState, type KnownState, nextStep, states } from "./road";
import type { MatchesSearch } from "./routes";
import styles from "./matches.module.css";

export function MatchesPage() {
  const t = useT();
  const search = useSearch({ from: "/shell/koppelingen" });
  const closedToo = !!search.afgerond || search.waar === "STATE_CLOSED";
  const matches = useInfiniteQuery(matchesQuery({ clientId: search.persoon, state: search.waar, closedToo }));
  const list = matches.data?.pages.flatMap((page) => page.matches ?? []);
  const filtered = !!search.persoon || !!search.waar;
  return (
    <Page title={t("matches.title")} lead={t("matches.lead")} actions={<Beginnings />}>
      {(filtered || (list && list.length > 0) || closedToo) && <Filters search={search} />}
      {matches.isError && <ErrorNote problem={asProblem(matches.error)} onRetry={() => void matches.refetch()} />}
      {matches.isPending && <LoadingRows />}
      {list?.length === 0 && (filtered ? <NothingHere /> : <EmptyState title={t("matches.empty.title")} text={t("matches.empty.text")} pictogram={PeopleHoldingHands} />)}
      {list && <Sections of={list} />}
      {matches.hasNextPage && (
        <div><Button isPending={matches.isFetchingNextPage} onPress={() => void matches.fetchNextPage()}>{t("common.more")}</Button></div>
      )}
    </Page>
  );
}

/** Made or spontaneous: equal in every way, and so are the two ways to begin (M-03). */
function Beginnings() {
  const t = useT();
  const region = useSession().data?.organisation?.region;
  return (
    <>
      <Link to="/koppelingen/nieuw" className={buttonClass("primary")}>{t("matches.fromWish")}</Link>
      <Link to="/koppelingen/spontaan" className={buttonClass("primary")}>{t("matches.spontaneous")}</Link>
      <Link to="/plan" className={buttonClass("quiet")}>{t("matches.plan")}</Link>
      {region && <Link to="/regio" className={buttonClass("quiet")}>{t("matches.region")}</Link>}
    </>
  );
}

function NothingHere() {
  const t = useT();
  return (
    <EmptyState
      title={t("matches.none.title")}
      text={t("matches.none.text")}
      action={<Link to="/koppelingen" search={{}} className={buttonClass()}>{t("matches.none.clear")}</Link>}
    />
  );
}

function Filters({ search }: { search: MatchesSearch }) {
  const t = useT();
  const navigate = useNavigate({ from: "/koppelingen" });
  const nameOf = useNames([search.persoon]);
  const go = (change: Partial<MatchesSearch>) => void navigate({ search: { ...search, ...change }, replace: true });
  const name = nameOf(search.persoon);
  return (
    <div className={`${styles.filters} no-print`}>
      <PersonSearch
        key={search.persoon ? name : ""}
        label={t("matches.filter.person")}
        description={t("matches.filter.person.help")}
        value={search.persoon ? { id: search.persoon, name } : null}
        onChange={(id) => go({ persoon: id ?? undefined })}
      />
      <Select<KnownState | "anywhere">
        label={t("matches.filter.state")}
        value={search.waar ?? "anywhere"}
        onChange={(waar) => go({ waar: waar === "anywhere" ? undefined : waar })}
        options={[
          { value: "anywhere", label: t("matches.filter.anywhere") },
          ...states.map((state) => ({ value: state, label: t(`matches.state.${state}`) })),
        ]}
      />
      <Checkbox isSelected={!!search.afgerond} onChange={(on) => go({ afgerond: on || undefined })}>{t("matches.filter.closed")}</Checkbox>
    </div>
  );
}

function Sections({ of }: { of: readonly Match[] }) {
  const t = useT();
  return (
    <div className={styles.stretches}>
      {byState(of).map(({ state, matches }) => (
        <section key={state} className={styles.stretch} data-state={state}>
          <header className={styles.stretchHead}>
            <h2>{t(`matches.state.${state}`)}</h2>
            <p className="soft">{t(`matches.about.${state}`)}</p>
          </header>
          <ul className="grid plain-list" style={{ "--column": "19rem" } as React.CSSProperties}>
            {matches.map((match) => <li key={match.id} className={styles.card}><MatchCard match={match} /></li>)}
          </ul>
        </section>
      ))}
    </div>
  );
}

function MatchCard({ match }: { match: Match }) {
  const t = useT();
  const format = useFormat();
  const { called, nameOf, names } = useMatchNames([match]);
  const next = nextStep(match);
  const began = match.beganAt ? t("matches.origin.at", { where: match.beganAt }) : match.origin && match.origin !== "ORIGIN_UNSPECIFIED" ? t(`matches.origin.${match.origin}`) : undefined;
  return (
    <Card
      level={3}
      href={`/koppelingen/${match.id}`}
      mark={<Marks names={idsOf(match).map((id) => nameOf(id))} />}
      title={called(match, true)}
      note={began}
    >
      {match.state === "STATE_UNDER_WAY" && match.underWayTime && <p>{t("matches.since", { when: format.date(match.underWayTime) })}</p>}
      {!!match.citizens && <p>{t("matches.nearby", { n: match.citizens })}</p>}
      {next && <p className={styles.next}>{t(next.key, { names: names(next.people) })}</p>}
      {match.hints?.[0] && <p className="soft">{say(t.language, match.hints[0])}</p>}
    </Card>
  );
}
