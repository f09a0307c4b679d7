/** Something that comes back: how, who goes along each time, the next times; skipping a stretch, stopping, and taking that back. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useDraft } from "@/app/draft";
import { joinSeries, leaveSeries, resumeSeries, type Series, seriesQuery, stopSeries, updateSeries } from "@/app/series";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { Compass } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { PersonSearch } from "../matches/PersonSearch";
import { plusDays, todayInNL } from "./agenda";
import { AgendaList } from "./AgendaRow";
import { KindMark } from "./KindMark";
import { calendarQuery, placesQuery } from "./queries";
import { rhythmOf } from "./series-words";
import { momentOf, useWhat } from "./words";
import styles from "./activities.module.css";

const refresh = [["series"], ["activities"]];

export function SeriesPage() {
  const t = useT();
  const what = useWhat();
  const { seriesId } = useParams({ from: "/shell/activiteiten/reeks/$seriesId" });
  const series = useQuery(seriesQuery(seriesId));
  const above = <Link to="/activiteiten/terugkerend">{t("agenda.list.title")}</Link>;
  if (series.isError && !series.data && asProblem(series.error).code === "NOT_FOUND") {
    return <Page title={t("activities.missing.title")} above={above}><EmptyState title={t("activities.missing.title")} text={t("activities.missing.text")} pictogram={Compass} /></Page>;
  }
  const edit = <Link to="/activiteiten/reeks/$seriesId/wijzigen" params={{ seriesId }} className={buttonClass()}>{t("common.edit")}</Link>;
  return (
    <Page title={series.data ? what(series.data) : t("agenda.list.title")} above={above} actions={series.data && !series.data.stopped && edit}>
      <QueryView query={series}>
        {(found) => (
          <>
            <How series={found} />
            <StopOrGoOn series={found} />
            {!found.stopped && <NextTimes series={found} />}
            <Goers series={found} />
            {!found.stopped && <Away key={`${found.awayFrom} ${found.awayUntil}`} series={found} />}
          </>
        )}
      </QueryView>
    </Page>
  );
}

function How({ series }: { series: Series }) {
  const t = useT();
  const format = useFormat();
  const places = useQuery({ ...placesQuery, enabled: !!series.placeId });
  const place = places.data?.find((one) => one.id === series.placeId)?.name;
  return (
    <section className={styles.hero}>
      <KindMark of={series} size="6rem" />
      <div className={styles.heroWords}>
        <div className="cluster">
          {series.stopped && <Chip tone="plain">{t("agenda.stopped")}</Chip>}
          {series.othersWelcome && <Chip tone="sky">{t("activities.othersWelcome")}</Chip>}
        </div>
        <p className={styles.heroWhen}>{[rhythmOf(t, series), momentOf(t, series)].filter(Boolean).join(" ")}</p>
        {place && <p>{place}</p>}
        {series.untilDay && <p className="soft">{t("agenda.until.said", { day: format.date(`${series.untilDay}T12:00:00Z`) })}</p>}
        <p className="soft">{t("agenda.skipFine")}</p>
      </div>
    </section>
  );
}

function StopOrGoOn({ series }: { series: Series }) {
  const t = useT();
  const undo = useUndo();
  const stop = useChange({
    refresh,
    run: (_: null, requestId) => stopSeries(series, requestId),
    onDone: (after) => undo(t("agenda.stop.done"), () => resumeSeries(after, crypto.randomUUID()), refresh),
  });
  const goOn = useChange({
    refresh,
    run: (_: null, requestId) => resumeSeries(series, requestId),
    onDone: (after) => undo(t("agenda.resume.done"), () => stopSeries(after, crypto.randomUUID()), refresh),
  });
  return (
    <div className="stack no-print" style={{ "--gap": "var(--space-3)" } as React.CSSProperties}>
      <ErrorNote problem={stop.problem ?? goOn.problem} />
      <div className="cluster">
        {series.stopped
          ? <Button kind="primary" isPending={goOn.isPending} onPress={() => goOn.start(null)}>{t("agenda.resume")}</Button>
          : <Button isPending={stop.isPending} onPress={() => stop.start(null)}>{t("agenda.stop")}</Button>}
        <span className="soft small">{t(series.stopped ? "agenda.resume.help" : "agenda.stop.help")}</span>
      </div>
    </div>
  );
}

function NextTimes({ series }: { series: Series }) {
  const t = useT();
  const today = todayInNL();
  const times = useQuery(calendarQuery({ seriesId: series.id, fromDay: today, untilDay: plusDays(today, 60) }));
  return (
    <section className="stack">
      <div>
        <h2>{t("agenda.next")}</h2>
        <p className="soft">{t("agenda.next.help")}</p>
      </div>
      <QueryView query={times} empty={<p className="soft">{t("agenda.next.none")}</p>}>
        {(list) => <AgendaList of={[...list].reverse()} withDay level={3} />}
      </QueryView>
    </section>
  );
}

function Goers({ series }: { series: Series }) {
  const t = useT();
  const undo = useUndo();
  const ids = series.clientIds ?? [];
  const nameOf = useNames(ids);
  const leave = useChange({
    refresh,
    run: (clientId: string, requestId) => leaveSeries(series, clientId, requestId),
    onDone: (after, clientId) => {
      const back = () => (after.clientIds?.includes(clientId) ? resumeSeries(after, crypto.randomUUID()) : joinSeries(after, clientId, crypto.randomUUID()));
      undo(t("activities.left", { name: nameOf(clientId, true) }), back, refresh);
    },
  });
  const join = useChange({
    refresh,
    run: (clientId: string, requestId) => joinSeries(series, clientId, requestId),
    onDone: (after, clientId) => undo(t("activities.joinedOne"), () => leaveSeries(after, clientId, crypto.randomUUID()), refresh),
  });
  return (
    <section className="stack">
      <div>
        <h2>{t("agenda.goers")}</h2>
        <p className="soft">{t("agenda.goers.help")}</p>
      </div>
      <ErrorNote problem={leave.problem ?? join.problem} />
      <ul className={`${styles.people} plain-list`}>
        {ids.map((id) => (
          <li key={id} className={styles.person}>
            <div className={styles.who}><Initials name={nameOf(id)} /><h3 className={styles.whoName}>{nameOf(id)}</h3></div>
            {!series.stopped && nameOf(id) !== t("common.nameHidden") && (
              <div>
                <Button kind="quiet" size="small" aria-label={t("agenda.goers.leave", { name: nameOf(id, true) })} onPress={() => leave.start(id)}>{t("agenda.goers.leaveShort")}</Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {!series.stopped && <PersonSearch key={ids.join()} label={t("activities.takeAlong")} description={t("agenda.goers.add")} without={ids} onChange={(id) => id && join.start(id)} />}
    </section>
  );
}

/** A stretch in which it does not come back: a holiday, a rest. */
function Away({ series }: { series: Series }) {
  const t = useT();
  const format = useFormat();
  const undo = useUndo();
  const [stretch, setStretch, forget] = useDraft(`series:away:${series.id}:${series.etag}`, { awayFrom: series.awayFrom ?? "", awayUntil: series.awayUntil ?? "" });
  const mask = ["away_from", "away_until"];
  const save = useChange({
    refresh,
    run: (value: typeof stretch, requestId) => updateSeries({ id: series.id, etag: series.etag, ...value }, mask, requestId),
    onDone: (after) => {
      forget();
      undo(t("agenda.away.done"), () => updateSeries({ id: series.id, etag: after.etag, awayFrom: series.awayFrom, awayUntil: series.awayUntil }, mask, crypto.randomUUID()), refresh);
    },
  });
  const fields = save.problem?.fields ?? {};
  const said = series.awayFrom && series.awayUntil ? t("agenda.away.said", { from: format.day(`${series.awayFrom}T12:00:00Z`), until: format.day(`${series.awayUntil}T12:00:00Z`) }) : "";
  return (
    <section className={`${styles.part} no-print`}>
      <div>
        <h2>{t("agenda.away")}</h2>
        <p className="soft">{said || t("agenda.away.help")}</p>
      </div>
      <div className={styles.pair}>
        <TextField optional type="date" label={t("agenda.away.from")} value={stretch.awayFrom} onChange={(awayFrom) => setStretch({ ...stretch, awayFrom })} error={fields["series.awayFrom"]} />
        <TextField optional type="date" label={t("agenda.away.until")} value={stretch.awayUntil} onChange={(awayUntil) => setStretch({ ...stretch, awayUntil })} error={fields["series.awayUntil"]} />
      </div>
      {Object.keys(fields).length === 0 && <ErrorNote problem={save.problem} />}
      <div className="cluster">
        <Button isPending={save.isPending} onPress={() => save.start(stretch)}>{t("common.save")}</Button>
        {said && <Button kind="quiet" onPress={() => save.start({ awayFrom: "", awayUntil: "" })}>{t("agenda.away.none")}</Button>}
      </div>
    </section>
  );
}
