/** What is coming, by week and day; without a day and only tried apart; and what has been. Nobody's turning up is counted. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { HotBeverage } from "@/pictograms";
import { type Agenda, agendaOf, type Day, isQuiet, plusDays, todayInNL } from "./agenda";
import { AgendaList } from "./AgendaRow";
import { AgendaTop, filterOf } from "./AgendaTop";
import { MonthView, WeekView } from "./CalendarView";
import { type ActivitiesFilter, type Activity, activitiesQuery } from "./queries";
import styles from "./activities.module.css";

export function ActivitiesPage() {
  const t = useT();
  const search = useSearch({ from: "/shell/activiteiten" });
  const filter = filterOf(search);
  const actions = (
    <>
      <Link to="/activiteiten/nieuw" search={{ persoon: search.persoon }} className={buttonClass("primary")}>{t("activities.plan")}</Link>
      <Link to="/activiteiten/terugkerend" className={buttonClass()}>{t("agenda.list.title")}</Link>
      <Link to="/activiteiten/plekken" className={buttonClass()}>{t("activities.places")}</Link>
    </>
  );
  return (
    <Page title={t("activities.title")} lead={t("activities.lead")} actions={actions}>
      <AgendaTop search={search} />
      {search.weergave === "week" && <WeekView search={search} filter={filter} />}
      {search.weergave === "maand" && <MonthView search={search} filter={filter} />}
      {!search.weergave && <ListView been={!!search.geweest} filter={filter} />}
    </Page>
  );
}

function ListView({ been, filter }: { been: boolean; filter: ActivitiesFilter }) {
  const t = useT();
  const query = useInfiniteQuery(activitiesQuery(filter));
  const agenda = query.data && agendaOf(query.data.pages.flatMap((page) => page.activities ?? []), todayInNL());
  return (
    <>
      {query.isError && <ErrorNote problem={asProblem(query.error)} onRetry={() => void query.refetch()} />}
      {query.isPending && <LoadingRows />}
      {agenda && (been ? <Been days={agenda.been} /> : <Coming agenda={agenda} />)}
      {been && query.hasNextPage && (
        <div><Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>{t("common.more")}</Button></div>
      )}
    </>
  );
}

function Coming({ agenda }: { agenda: Agenda }) {
  const t = useT();
  if (isQuiet(agenda)) return <EmptyState title={t("activities.quiet.title")} text={t("activities.quiet.text")} pictogram={HotBeverage} />;
  return (
    <>
      {agenda.open.length > 0 && <Pool tone="apricot" title={t("activities.open")} text={t("activities.open.text")} of={agenda.open} withDay />}
      {agenda.weeks.map(({ kind, days }) => (
        <section key={kind} className={styles.week}>
          <h2>{t(`activities.${kind}`)}</h2>
          <div>{days.map((day) => <DayRow key={day.day} of={day} />)}</div>
        </section>
      ))}
      {(agenda.undated.length > 0 || agenda.trying.length > 0) && (
        <div className={styles.apart}>
          {agenda.undated.length > 0 && <Pool title={t("activities.undated")} text={t("activities.undated.text")} of={agenda.undated} />}
          {agenda.trying.length > 0 && <Pool tone="lilac" title={t("activities.trying")} text={t("activities.trying.text")} of={agenda.trying} withDay />}
        </div>
      )}
    </>
  );
}

function Pool({ title, text, of, tone, withDay }: { title: string; text: string; of: readonly Activity[]; tone?: string; withDay?: boolean }) {
  return (
    <section className={styles.pool} data-tone={tone}>
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      <AgendaList of={of} withDay={withDay} level={3} />
    </section>
  );
}

function DayRow({ of }: { of: Day }) {
  const t = useT();
  const format = useFormat();
  const today = todayInNL();
  const day = format.day(`${of.day}T12:00:00Z`);
  const title = of.day === today ? t("activities.today", { day }) : of.day === plusDays(today, 1) ? t("activities.tomorrow", { day }) : day;
  return (
    <section className={styles.day}>
      <h3 className={styles.dayName}>{title}</h3>
      <AgendaList of={of.activities} />
    </section>
  );
}

function Been({ days }: { days: readonly Day[] }) {
  const t = useT();
  const format = useFormat();
  if (days.length === 0) return <EmptyState title={t("activities.been.title")} text={t("activities.been.text")} pictogram={HotBeverage} />;
  return (
    <section className={styles.week}>
      <h2>{t("activities.view.been")}</h2>
      <div>
        {days.map(({ day, activities }) => (
          <section key={day} className={styles.day}>
            <h3 className={styles.dayName}>{day ? format.date(`${day}T12:00:00Z`) : t("activities.undated")}</h3>
            <AgendaList of={activities} />
          </section>
        ))}
      </div>
    </section>
  );
}
