/** Changing an activity. When somebody else was first, what they made of it is shown beside what stands in the form. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent } from "react";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { isOvertaken, showNow, useChange, useEdit, useUndo } from "@/staff/change";
import { PlanningFields, ThresholdFields, toldThresholds, WhatFields } from "./ActivityFields";
import { type Activity, activityQuery, updateActivity } from "./queries";
import { useWhat, whenOf } from "./words";
import styles from "./activities.module.css";

const mask = ["state", "kind", "what", "place_id", "day", "daypart", "clock", "others_welcome", "thresholds", "own_kind_id"];

export function EditActivityPage() {
  const t = useT();
  const { activityId } = useParams({ from: "/shell/activiteiten/$activityId/wijzigen" });
  const activity = useQuery(activityQuery(activityId));
  const what = useWhat();
  const title = activity.data ? what(activity.data) : t("activities.edit.title");
  return (
    <Page title={t("activities.edit.title")} above={<Link to="/activiteiten/$activityId" params={{ activityId }}>{title}</Link>} width="text">
      <QueryView query={activity}>{(found) => <EditForm activity={found} />}</QueryView>
    </Page>
  );
}

type Editable = Activity & { etag: string };

function EditForm({ activity }: { activity: Activity }) {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const undo = useUndo();
  const id = activity.id ?? "";
  const edit = useEdit<Editable>(`activity:${id}`, { ...activity, etag: activity.etag ?? "" });
  const save = useChange({
    refresh: [["activities", "list"]],
    run: async (value: Activity, requestId) => {
      try {
        return await updateActivity({ ...value, thresholds: toldThresholds(value) }, mask, requestId);
      } catch (error) {
        if (isOvertaken(asProblem(error))) await queries.invalidateQueries({ queryKey: ["activities", id] });
        throw error;
      }
    },
    onDone: async (saved) => {
      edit.forget();
      await showNow(queries, ["activities", id], saved);
      await navigate({ to: "/activiteiten/$activityId", params: { activityId: id } });
      const back = () => updateActivity({ ...activity, etag: saved.etag }, mask, crypto.randomUUID());
      undo(t("activities.edit.done"), back, [["activities"]]);
    },
  });
  const fields = { value: edit.value, onChange: (change: Partial<Activity>) => edit.set(change), problem: save.problem };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(edit.value);
  };
  const overtaken = isOvertaken(save.problem);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <WhatFields {...fields} />
      <PlanningFields {...fields} />
      <ThresholdFields {...fields} />
      {overtaken
        ? edit.value.etag !== activity.etag && <Overtaken now={activity} onMine={edit.keepMine} onTheirs={edit.takeTheirs} />
        : <ErrorNote problem={save.problem} labels={{ "activity.what": t("activities.new.what"), "activity.day": t("activities.new.day") }} />}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Link to="/activiteiten/$activityId" params={{ activityId: id }} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}

function Overtaken({ now, onMine, onTheirs }: { now: Activity; onMine: () => void; onTheirs: () => void }) {
  const t = useT();
  const format = useFormat();
  const what = useWhat();
  return (
    <div role="alert" className={styles.overtaken}>
      <p className={styles.strong}>{t("activities.overtaken.title")}</p>
      <p>{t("activities.overtaken.text")}</p>
      <p><strong>{what(now)}</strong><br />{whenOf(t, format, now)}</p>
      <div className="cluster">
        <Button onPress={onMine}>{t("activities.overtaken.mine")}</Button>
        <Button kind="quiet" onPress={onTheirs}>{t("activities.overtaken.theirs")}</Button>
      </div>
    </div>
  );
}
