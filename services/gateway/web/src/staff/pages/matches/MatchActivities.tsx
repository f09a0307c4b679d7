/** What the people of one match do together: to come first, then what was. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { useT } from "@/i18n/staff";
import { AgendaList } from "../activities/AgendaRow";
import { agendaOf, todayInNL } from "../activities/agenda";
import { activitiesQuery } from "../activities/queries";
import type { Match } from "./queries";

export function MatchActivities({ match }: { match: Match }) {
  const t = useT();
  const query = useInfiniteQuery(activitiesQuery({ matchId: match.id }));
  const agenda = query.data && agendaOf(query.data.pages.flatMap((page) => page.activities ?? []), todayInNL());
  const list = agenda && [
    ...agenda.open,
    ...agenda.weeks.flatMap((week) => week.days.flatMap((day) => day.activities)),
    ...agenda.undated,
    ...agenda.trying,
    ...agenda.been.flatMap((day) => day.activities),
  ];
  return (
    <section className="stack">
      <div className="cluster" style={{ justifyContent: "space-between" }}>
        <h2>{t("matches.activities.title")}</h2>
        {match.state === "STATE_GETTING_ACQUAINTED" && (
          <Link to="/activiteiten/nieuw" search={{ koppeling: match.id }} className={buttonClass("secondary", "small")}>{t("matches.activities.plan")}</Link>
        )}
      </div>
      {query.isPending && <LoadingRows rows={2} />}
      {query.isError && <ErrorNote problem={asProblem(query.error)} onRetry={() => void query.refetch()} />}
      {list?.length === 0 && <p className="soft">{t("matches.activities.none")}</p>}
      {list && list.length > 0 && <AgendaList of={list} withDay level={3} />}
    </section>
  );
}
