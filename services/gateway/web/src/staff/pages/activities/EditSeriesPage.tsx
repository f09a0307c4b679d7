/** Changing something that comes back, from a day on. What was before stays, and so does what somebody changed about one time. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type FormEvent } from "react";
import { type Series, seriesQuery, updateSeries } from "@/app/series";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { isOvertaken, useChange, useEdit, useUndo } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import { PlanningFields, WhatFields } from "./ActivityFields";
import type { Activity } from "./queries";
import { asActivityProblem, RhythmFields } from "./SeriesFields";
import { rhythmOf } from "./series-words";
import { useWhat } from "./words";
import styles from "./activities.module.css";

const mask = ["kind", "own_kind_id", "what", "place_id", "rhythm", "first_day", "until_day", "daypart", "clock", "others_welcome"];

export function EditSeriesPage() {
  const t = useT();
  const format = useFormat();
  const what = useWhat();
  const { seriesId } = useParams({ from: "/shell/activiteiten/reeks/$seriesId/wijzigen" });
  const { vanaf } = useSearch({ from: "/shell/activiteiten/reeks/$seriesId/wijzigen" });
  const series = useQuery(seriesQuery(seriesId));
  return (
    <Page
      title={t("agenda.edit")}
      lead={vanaf ? t("agenda.edit.from", { day: format.day(`${vanaf}T12:00:00Z`) }) : t("agenda.edit.fromToday")}
      above={<Link to="/activiteiten/reeks/$seriesId" params={{ seriesId }}>{series.data ? what(series.data) : t("agenda.list.title")}</Link>}
      width="text"
    >
      <QueryView query={series}>{(found) => <EditForm key={vanaf} series={found} from={vanaf} />}</QueryView>
    </Page>
  );
}

function EditForm({ series, from }: { series: Series; from?: string }) {
  const t = useT();
  const navigate = useNavigate();
  const undo = useUndo();
  const refresh = [["series"], ["activities"]];
  const edit = useEdit<Series & { etag: string }>(`series:${series.id}:${from ?? ""}`, { ...series, etag: series.etag ?? "" });
  const save = useChange({
    refresh,
    run: (value: Series, requestId) => updateSeries(value, mask, requestId, from),
    onDone: async (after) => {
      edit.forget();
      await navigate({ to: "/activiteiten/reeks/$seriesId", params: { seriesId: series.id ?? "" } });
      undo(t("activities.edit.done"), () => updateSeries({ ...series, etag: after.etag }, mask, crypto.randomUUID(), from), refresh);
    },
  });
  const { value, set } = edit;
  // The fields of an activity, of something that comes back: its day is the first one.
  const asActivity: Activity = { ...value, day: value.firstDay, state: "STATE_PLANNED" } as Activity;
  const change = ({ day, state: _, ...rest }: Partial<Activity>) => set({ ...rest, ...(day === undefined ? {} : { firstDay: day }) } as Partial<Series & { etag: string }>);
  const problem = asActivityProblem(save.problem);
  const fields = { value: asActivity, onChange: change, problem };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(value);
  };
  const overtaken = isOvertaken(save.problem);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <WhatFields {...fields} />
      <PlanningFields {...fields} comesBack={<RhythmFields once={false} value={value} onChange={set} problem={problem} />} isSeries />
      {overtaken
        ? value.etag !== series.etag && <Overtaken edit={edit} now={[{ label: t("agenda.rhythm"), text: rhythmOf(t, series) }]} />
        : <ErrorNote problem={problem} labels={{ "series.firstDay": t("agenda.firstDay"), "series.what": t("activities.new.what") }} />}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Link to="/activiteiten/reeks/$seriesId" params={{ seriesId: series.id ?? "" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}
