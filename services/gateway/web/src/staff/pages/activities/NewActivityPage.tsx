/** Planning something, or just trying it. From a match it begins with the people of that match (M-20). */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { createSeries } from "@/app/series";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Loading } from "@/design/Loading";
import { Page } from "@/design/Page";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { idsOf, useMatchNames } from "../matches/parts";
import { PeoplePicker } from "../matches/PeoplePicker";
import { type Match, matchQuery } from "../matches/queries";
import { Ideas } from "../along/Ideas";
import { PlanningFields, ThresholdFields, toldThresholds, WhatFields } from "./ActivityFields";
import { type Activity, createActivity } from "./queries";
import { asActivityProblem, type Back, RhythmFields, seriesOf } from "./SeriesFields";
import styles from "./activities.module.css";

export function NewActivityPage() {
  const t = useT();
  const { koppeling, persoon, terug } = useSearch({ from: "/shell/activiteiten/nieuw" });
  const match = useQuery({ ...matchQuery(koppeling ?? ""), enabled: !!koppeling });
  const { called } = useMatchNames([match.data]);
  const above = koppeling
    ? <Link to="/koppelingen/$matchId" params={{ matchId: koppeling }}>{called(match.data)}</Link>
    : <Link to="/activiteiten">{t("activities.title")}</Link>;
  return (
    <Page title={t("activities.new.title")} lead={t("activities.new.lead")} above={above} width="text">
      {koppeling && match.isPending ? <Loading /> : <NewForm key={koppeling} match={match.data} persoon={persoon} terug={terug} />}
    </Page>
  );
}

function NewForm({ match, persoon, terug }: { match: Match | undefined; persoon: string | undefined; terug: true | undefined }) {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { called } = useMatchNames([match]);
  const begin: Activity = { state: "STATE_PLANNED", matchId: match?.id, clientIds: match ? idsOf(match) : persoon ? [persoon] : [] };
  const [activity, setActivity, forget] = useDraft<Activity>(`activity:new:${match?.id ?? persoon ?? ""}`, begin);
  const [back, setBack, forgetBack] = useDraft<Back>(`activity:new:back:${match?.id ?? persoon ?? ""}`, { rhythm: terug && "RHYTHM_WEEKLY" });
  const comesBack = !!back.rhythm && back.rhythm !== "RHYTHM_UNSPECIFIED";
  const begun = useChange({
    refresh: [["series"], ["activities", "list"], ["signals"]],
    run: (value: Activity, requestId) => createSeries(seriesOf(value, back), requestId),
    onDone: async (made) => {
      forget();
      forgetBack();
      toast(t("activities.new.done"));
      await navigate({ to: "/activiteiten/reeks/$seriesId", params: { seriesId: made.id ?? "" } });
    },
  });
  const save = useChange({
    refresh: [["activities", "list"], ["signals"]],
    run: (value: Activity, requestId) => createActivity({ ...value, thresholds: toldThresholds(value) }, requestId),
    onDone: async (made) => {
      forget();
      queries.setQueryData(["activities", made.id], made);
      toast(t("activities.new.done"));
      await navigate({ to: "/activiteiten/$activityId", params: { activityId: made.id ?? "" } });
    },
  });
  const problem = comesBack ? asActivityProblem(begun.problem) : save.problem;
  const fields = { value: activity, onChange: (change: Partial<Activity>) => setActivity({ ...activity, ...change }), problem };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (comesBack) begun.start(activity);
    else save.start(activity);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {match && <p className="soft">{t("activities.new.match", { names: called(match) })}</p>}
      <PeoplePicker
        label={t("activities.new.who")}
        description={t("activities.new.who.help")}
        error={problem?.fields["activity.clientIds"]}
        people={(activity.clientIds ?? []).map((clientId) => ({ clientId }))}
        onChange={(people) => fields.onChange({ clientIds: people.map((person) => person.clientId) })}
      />
      <Ideas clientIds={activity.clientIds ?? []} onChoose={(idea, what) => fields.onChange({ what, kind: idea.kind, ownKindId: "" })} />
      <WhatFields {...fields} />
      <PlanningFields {...fields} isSeries={comesBack} comesBack={<RhythmFields value={back} onChange={(change) => setBack({ ...back, ...change })} problem={problem} />} />
      {!comesBack && <ThresholdFields {...fields} />}
      <ErrorNote
        problem={problem}
        labels={{ "activity.what": t("activities.new.what"), "activity.clientIds": t("activities.new.who"), "activity.day": t("activities.new.day"), "activity.clock": t("activities.new.clock") }}
      />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending || begun.isPending}>{t("activities.new.save")}</Button>
        <Link to="/activiteiten" className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}
