/** One activity as one time of something that comes back; and letting something come back, with one tap. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { createSeries, type KnownRhythm, rhythms, type Series, seriesQuery, stopSeries } from "@/app/series";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { todayInNL } from "./agenda";
import type { Activity } from "./queries";
import { rhythmOf } from "./series-words";

export function ComesBack({ activity }: { activity: Activity }) {
  if (activity.seriesId) return <OneTime activity={activity} id={activity.seriesId} />;
  const open = activity.state === "STATE_PLANNED" || activity.state === "STATE_TRYING";
  return open && activity.day && activity.day >= todayInNL() ? <LetItComeBack activity={activity} /> : null;
}

function OneTime({ activity, id }: { activity: Activity; id: string }) {
  const t = useT();
  const series = useQuery(seriesQuery(id)).data;
  if (!series) return null;
  const open = !series.stopped && activity.day && activity.day >= todayInNL();
  return (
    <Card title={t("agenda.back.title")} note={rhythmOf(t, series)}>
      {open && <p className="soft">{t("agenda.back.one")}</p>}
      <div className="cluster">
        <Link to="/activiteiten/reeks/$seriesId" params={{ seriesId: id }} className={buttonClass("secondary", "small")}>{t("agenda.back.all")}</Link>
        {open && (
          <Link to="/activiteiten/reeks/$seriesId/wijzigen" params={{ seriesId: id }} search={{ vanaf: activity.day }} className={buttonClass("secondary", "small")}>
            {t("agenda.back.fromHere")}
          </Link>
        )}
      </div>
    </Card>
  );
}

function LetItComeBack({ activity }: { activity: Activity }) {
  const t = useT();
  const undo = useUndo();
  const refresh = [["activities"], ["series"]];
  const seriesAs = (rhythm: KnownRhythm): Series => ({
    rhythm, firstDay: activity.day, kind: activity.kind, ownKindId: activity.ownKindId, what: activity.what, clientIds: activity.clientIds, matchId: activity.matchId,
    placeId: activity.placeId, daypart: activity.daypart, clock: activity.clock, othersWelcome: activity.othersWelcome,
  });
  const begin = useChange({
    refresh,
    run: (rhythm: KnownRhythm, requestId) => createSeries(seriesAs(rhythm), requestId, activity.id),
    onDone: (made) => undo(t("agenda.back.done", { how: rhythmOf(t, made) }), () => stopSeries(made, crypto.randomUUID()), refresh),
  });
  return (
    <Card title={t("agenda.back.again")}>
      <p className="soft">{t("agenda.back.again.text")}</p>
      <ErrorNote problem={begin.problem} />
      <div className="cluster">
        {rhythms.map((rhythm) => (
          <Button key={rhythm} size="small" isPending={begin.isPending} onPress={() => begin.start(rhythm)}>{t(`agenda.rhythm.${rhythm}`)}</Button>
        ))}
      </div>
    </Card>
  );
}
