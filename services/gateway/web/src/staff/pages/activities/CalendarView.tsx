/**
 * The agenda as a week (a table of days and parts of the day, to print and hang up) and as a month (a table to find a day in).
 * Both are tables to whoever does not see them; in the month the arrows go from day to day, and Page Up and Page Down from month to month.
 */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useRef } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { useLink } from "@/design/link";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { plusDays, todayInNL } from "./agenda";
import { byDays, holidayOf, monthOf, partOf, parts, plusMonths, weekOf } from "./calendar";
import { KindMark } from "./KindMark";
import { type ActivitiesFilter, type Activity, calendarQuery, placesQuery } from "./queries";
import type { ActivitiesSearch } from "./routes";
import { momentOf, useWhat } from "./words";
import styles from "./calendar.module.css";

interface ViewProps {
  search: ActivitiesSearch;
  filter: ActivitiesFilter;
}

const noon = (day: string) => `${day}T12:00:00Z`;

export function WeekView({ search, filter }: ViewProps) {
  const t = useT();
  const format = useFormat();
  const today = todayInNL();
  const at = search.dag ?? today;
  const days = weekOf(at);
  const [monday = at] = days;
  const sunday = days[6] ?? at;
  const found = useQuery(calendarQuery({ ...filter, fromDay: monday, untilDay: sunday }));
  const title = t("agenda.week.title", { from: format.day(noon(monday)), until: format.day(noon(sunday)) });
  return (
    <section className="stack">
      <Steps search={search} title={title} back={plusDays(monday, -7)} on={plusDays(monday, 7)} words="week" />
      <QueryView query={found} isEmpty={() => false}>
        {(list) => <Week days={days} of={byDays(list)} title={title} />}
      </QueryView>
    </section>
  );
}

/** On a small screen the days stand below each other as blocks: the roles keep it a table for who hears it. */
function Week({ days, of, title }: { days: readonly string[]; of: Map<string, Activity[]>; title: string }) {
  const t = useT();
  const format = useFormat();
  const today = todayInNL();
  return (
    <table className={styles.week} role="table">
      <caption className="visually-hidden">{title}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">{t("agenda.day")}</th>
          {parts.map((part) => <th key={part} scope="col" role="columnheader">{t(`agenda.part.${part}`)}</th>)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {days.map((day) => {
          const holiday = holidayOf(day);
          const list = of.get(day) ?? [];
          return (
            <tr key={day} role="row" data-today={day === today || undefined}>
              <th scope="row" role="rowheader">
                <span className={styles.dayName}>{format.day(noon(day))}</span>
                {day === today && <span className={styles.note}>{t("agenda.today")}</span>}
                {holiday && <span className={styles.note}>{t(`agenda.holiday.${holiday}`)}</span>}
              </th>
              {parts.map((part) => {
                const here = list.filter((one) => partOf(one) === part);
                return (
                  <td key={part} role="cell" data-empty={here.length === 0 || undefined} data-part={t(`agenda.part.${part}`)}>
                    {here.length > 0 && <ul className="plain-list">{here.map((one) => <li key={one.id}><Entry of={one} /></li>)}</ul>}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Entry({ of }: { of: Activity }) {
  const t = useT();
  const format = useFormat();
  const what = useWhat();
  const link = useLink(`/activiteiten/${of.id}`);
  const nameOf = useNames(of.clientIds ?? []);
  const places = useQuery({ ...placesQuery, enabled: !!of.placeId });
  const place = places.data?.find((one) => one.id === of.placeId)?.name;
  const off = of.state === "STATE_NOT_HELD";
  return (
    <div className={styles.entry} data-off={off || undefined} data-try={of.state === "STATE_TRYING" || undefined}>
      <KindMark of={of} size="2rem" />
      <div>
        <a {...link} className={styles.what}>{what(of)}</a>
        <p className={styles.with}>{[of.clock && momentOf(t, of), format.list((of.clientIds ?? []).map((id) => nameOf(id, true))), place].filter(Boolean).join(" · ")}</p>
        {off && <p className={styles.with}>{t("activities.state.STATE_NOT_HELD")}</p>}
        {of.state === "STATE_TRYING" && <p className={styles.with}>{t("activities.trying")}</p>}
      </div>
    </div>
  );
}

export function MonthView({ search, filter }: ViewProps) {
  const format = useFormat();
  const at = search.dag ?? todayInNL();
  const weeks = monthOf(at);
  const [fromDay = at] = weeks[0] ?? [];
  const untilDay = weeks[weeks.length - 1]?.[6] ?? at;
  const found = useQuery(calendarQuery({ ...filter, fromDay, untilDay }));
  const title = format.month(noon(at));
  return (
    <section className="stack">
      <Steps search={search} title={title} back={plusMonths(at, -1)} on={plusMonths(at, 1)} words="month" />
      <QueryView query={found} isEmpty={() => false}>
        {(list) => <Month at={at} weeks={weeks} of={byDays(list)} title={title} />}
      </QueryView>
    </section>
  );
}

const steps: Record<string, (day: string) => string> = {
  ArrowLeft: (day) => plusDays(day, -1), ArrowRight: (day) => plusDays(day, 1), ArrowUp: (day) => plusDays(day, -7), ArrowDown: (day) => plusDays(day, 7),
  PageUp: (day) => plusMonths(day, -1), PageDown: (day) => plusMonths(day, 1),
};

function Month({ at, weeks, of, title }: { at: string; weeks: readonly string[][]; of: Map<string, Activity[]>; title: string }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate({ from: "/activiteiten" });
  const table = useRef<HTMLTableElement>(null);
  const go = async (event: KeyboardEvent<HTMLTableElement>) => {
    const day = (event.target as HTMLElement).dataset.day;
    const next = day && steps[event.key]?.(day);
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (next.slice(0, 7) !== at.slice(0, 7)) await navigate({ search: (before) => ({ ...before, dag: next }), replace: true, resetScroll: false });
    table.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };
  return (
    <table className={styles.month} ref={table} onKeyDown={(event) => void go(event)}>
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>{(weeks[0] ?? []).map((day) => <th key={day} scope="col"><abbr title={format.weekday(noon(day))}>{format.weekdayShort(noon(day))}</abbr></th>)}</tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => <DayCell key={day} day={day} of={of.get(day) ?? []} outside={day.slice(0, 7) !== at.slice(0, 7)} hint={t("agenda.month.open")} />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many pictures fit on a day. */
const fits = 3;

function DayCell({ day, of, outside, hint }: { day: string; of: readonly Activity[]; outside: boolean; hint: string }) {
  const t = useT();
  const format = useFormat();
  const what = useWhat();
  const today = day === todayInNL();
  const holiday = holidayOf(day);
  const said = [format.day(noon(day)), today && t("agenda.today"), holiday && t(`agenda.holiday.${holiday}`), ...of.map(what)].filter(Boolean).join(", ");
  return (
    <td data-outside={outside || undefined} data-today={today || undefined} data-full={of.length > 0 || undefined}>
      <Link to="/activiteiten" search={(before) => ({ ...before, weergave: "week" as const, geweest: undefined, dag: day })} data-day={day} className={styles.cell} aria-label={said} title={hint}>
        <span className={styles.number}>{Number(day.slice(8))}</span>
        {holiday && <span className={styles.holiday}>{t(`agenda.holiday.${holiday}`)}</span>}
        <span className={styles.entries}>
          {of.slice(0, fits).map((one) => <span key={one.id} className={styles.mini}><KindMark of={one} size="1.5rem" /><span>{what(one)}</span></span>)}
          {of.length > fits && <span className={styles.more}>{t("agenda.month.more")}</span>}
        </span>
      </Link>
    </td>
  );
}

function Steps({ search, title, back, on, words }: { search: ActivitiesSearch; title: string; back: string; on: string; words: "week" | "month" }) {
  const t = useT();
  const to = (dag: string | undefined) => ({ to: "/activiteiten", search: { ...search, dag }, replace: true, resetScroll: false }) as const;
  return (
    <div className={styles.steps}>
      <h2 className={styles.title} aria-live="polite">{title}</h2>
      <div className="cluster no-print">
        <Link {...to(back)} className={buttonClass("secondary", "small")} aria-label={t(`agenda.${words}.back`)}>‹</Link>
        <Link {...to(undefined)} className={buttonClass("secondary", "small")}>{t("agenda.today")}</Link>
        <Link {...to(on)} className={buttonClass("secondary", "small")} aria-label={t(`agenda.${words}.on`)}>›</Link>
        {words === "week" && <Button size="small" onPress={() => window.print()}>{t("agenda.print")}</Button>}
      </div>
    </div>
  );
}
