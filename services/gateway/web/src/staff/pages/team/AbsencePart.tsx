/** When somebody is away and who stands in (O-01). Why is not asked. For oneself, or for a colleague. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import { ChooseColleagues } from "./ChooseColleagues";
import { PassesOn } from "./PassesOn";
import { type Absence, absencesQuery, cancelAbsence, changeAbsence, endAbsence, planAbsence, teamKeys } from "./queries";
import styles from "./team.module.css";

export function AbsencePart({ workerId, name, own, level = 2 }: { workerId: string; name: string; own: boolean; level?: 2 | 3 }) {
  const t = useT();
  const absences = useQuery(absencesQuery(workerId));
  const [changing, setChanging] = useState<Absence | null>(null);
  return (
    <>
      <p className="soft">{own ? t("team.absence.lead") : t("team.absence.leadOther", { name })}</p>
      <QueryView query={absences} empty={<p>{own ? t("team.absence.none") : t("team.absence.noneOther", { name })}</p>}>
        {(all) => (
          <ul className="plain-list stack">
            {all.map((absence) => <li key={absence.id}><One absence={absence} own={own} level={level} onChange={() => setChanging(absence)} /></li>)}
          </ul>
        )}
      </QueryView>
      <Form key={changing?.id ?? "new"} workerId={workerId} name={name} own={own} absence={changing} onDone={() => setChanging(null)} />
    </>
  );
}

export function useAbsenceDays() {
  const t = useT();
  const format = useFormat();
  return ({ firstDay = "", lastDay }: Absence): string => {
    if (!lastDay) return t("team.absence.fromDay", { from: format.day(firstDay) });
    return firstDay === lastDay ? format.day(firstDay) : t("team.absence.days", { from: format.day(firstDay), to: format.day(lastDay) });
  };
}

function One({ absence, own, level, onChange }: { absence: Absence; own: boolean; level: 2 | 3; onChange: () => void }) {
  const t = useT();
  const format = useFormat();
  const daysOf = useAbsenceDays();
  const undo = useUndo();
  const standIns = absence.standInIds ?? [];
  const nameOf = useWorkerNames(standIns);
  const end = useChange({ run: endAbsence, refresh: teamKeys, onDone: () => toast(own ? t("team.absence.ended") : t("team.absence.endedOther")) });
  const cancel = useChange({
    run: cancelAbsence,
    refresh: teamKeys,
    onDone: (_, gone: Absence) =>
      undo(
        t("team.absence.cancelled"),
        () => planAbsence({ supportWorkerId: gone.supportWorkerId, firstDay: gone.firstDay, lastDay: gone.lastDay, standInIds: gone.standInIds }, requestId()),
        teamKeys,
      ),
  });
  const state = absence.state;
  return (
    <Card level={level} title={daysOf(absence)}>
      <div className="cluster">
        {state === "STATE_NOW" && <Chip tone="apricot">{t("team.absence.now")}</Chip>}
        {state === "STATE_PLANNED" && <Chip tone="sky">{t("team.absence.planned")}</Chip>}
        {state === "STATE_OVER" && <Chip>{t("team.absence.over")}</Chip>}
      </div>
      {standIns.length > 0 && <p>{t("team.absence.standIns", { names: format.list(standIns.map((id) => nameOf(id))) })}</p>}
      <ErrorNote problem={end.problem ?? cancel.problem} />
      {state !== "STATE_OVER" && (
        <div className="cluster">
          {state === "STATE_NOW" && <Button kind="primary" onPress={() => end.start(absence)} isPending={end.isPending}>{own ? t("team.absence.back") : t("team.absence.backOther")}</Button>}
          <Button size="small" onPress={onChange}>{t("team.absence.change")}</Button>
          {state === "STATE_PLANNED" && <Button size="small" kind="quiet" onPress={() => cancel.start(absence)} isPending={cancel.isPending}>{t("team.absence.cancel")}</Button>}
        </div>
      )}
    </Card>
  );
}

interface Draft {
  firstDay: string;
  lastDay: string;
  standInIds: string[];
}

function Form({ workerId, name, own, absence, onDone }: { workerId: string; name: string; own: boolean; absence: Absence | null; onDone: () => void }) {
  const t = useT();
  const undo = useUndo();
  const before = { firstDay: absence?.firstDay ?? "", lastDay: absence?.lastDay ?? "", standInIds: absence?.standInIds ?? [] };
  const [draft, write, forget] = useDraft<Draft>(`absence:${workerId}:${absence?.id ?? "new"}`, before);
  const set = (change: Partial<Draft>) => write({ ...draft, ...change });
  const save = useChange({
    run: (value: Draft, once) =>
      absence ? changeAbsence({ ...value, id: absence.id, etag: absence.etag }, once) : planAbsence({ ...value, supportWorkerId: workerId }, once),
    refresh: teamKeys,
    onDone: (after) => {
      write({ firstDay: "", lastDay: "", standInIds: [] });
      forget();
      onDone();
      undo(t("team.absence.saved"), () => (absence ? changeAbsence({ ...before, id: absence.id, etag: after.etag }, requestId()) : cancelAbsence(after, requestId())), teamKeys);
    },
  });
  const fields = save.problem?.fields ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(draft);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h2>{absence ? t("team.absence.changeTitle") : own ? t("team.absence.new") : t("team.absence.newOther", { name })}</h2>
      <div className={styles.days}>
        <TextField type="date" label={t("team.absence.first")} value={draft.firstDay} onChange={(firstDay) => set({ firstDay })} error={fields["absence.firstDay"]} isDisabled={absence?.state === "STATE_NOW"} />
        <TextField type="date" optional label={t("team.absence.last")} description={t("team.absence.lastHelp")} value={draft.lastDay} onChange={(lastDay) => set({ lastDay })} error={fields["absence.lastDay"]} />
      </div>
      <ChooseColleagues
        label={t("team.absence.who")}
        help={t("team.absence.whoHelp")}
        value={draft.standInIds}
        onChange={(standInIds) => set({ standInIds })}
        without={workerId}
        error={fields["absence.standInIds"]}
      />
      <PassesOn workerId={workerId} name={name} candidates={draft.standInIds} />
      <ErrorNote problem={save.problem} labels={{ "absence.firstDay": t("team.absence.first"), "absence.lastDay": t("team.absence.last"), "absence.standInIds": t("team.absence.who") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{absence ? t("common.save") : t("team.absence.plan")}</Button>
        {absence && <Button kind="quiet" onPress={() => { forget(); onDone(); }}>{t("common.cancel")}</Button>}
      </div>
    </form>
  );
}
