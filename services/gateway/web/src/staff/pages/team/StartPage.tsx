/** How networks begin at a location: steps 1 and 2 of the method. In any order, and back is normal (O-03); it stays open (O-02). */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent } from "react";
import { requestId } from "@/api/client";
import { hasRole, useSession } from "@/api/session";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { inLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { isOvertaken, useChange, useEdit, useUndo } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import { ChooseColleagues } from "./ChooseColleagues";
import { type LocationStart, locationsQuery, saveStart, startQuery } from "./queries";
import styles from "./team.module.css";

type StartStep = NonNullable<LocationStart["steps"]>[number];

export function StartPage() {
  const t = useT();
  const { locationId } = useParams({ from: "/shell/team/locatie/$locationId" });
  const start = useQuery(startQuery(locationId));
  const place = useQuery(locationsQuery).data?.find(({ id }) => id === locationId);
  const may = hasRole(useSession().data, "network_lead", "coordinator", "organisation_admin");
  return (
    <Page
      title={place?.name ? t("team.start.title", { name: place.name }) : t("team.start.untitled")}
      lead={t("team.start.lead")}
      above={<Link to="/team" search={{ deel: "locaties" }}>{t("team.title")}</Link>}
      width="text"
    >
      <QueryView query={start}>
        {(of) => (
          <div className="stack" style={{ "--gap": "var(--space-6)" } as React.CSSProperties}>
            {may ? <Carried of={of} /> : <CarriedRead of={of} />}
            <section className="stack">
              <h2>{t("team.start.steps")}</h2>
              <p className="soft">{t("team.start.stepsLead")}</p>
              <ul className={`plain-list ${styles.steps}`}>{of.steps?.map((step) => <li key={step.key}><Step step={step} of={of} may={may} /></li>)}</ul>
            </section>
          </div>
        )}
      </QueryView>
    </Page>
  );
}

const draftOf = ({ etag = "", carrierIds = [], carriedBy = "", promised = "", programme = "" }: LocationStart) => ({ etag, carrierIds, carriedBy, promised, programme });

const mask = "carrier_ids,carried_by,promised,programme";

function Carried({ of }: { of: LocationStart }) {
  const t = useT();
  const current = draftOf(of);
  const undo = useUndo();
  const edit = useEdit(`start:${of.locationId}`, current);
  const { value, set } = edit;
  const save = useChange({
    run: (start: LocationStart, once) => saveStart({ ...start, locationId: of.locationId }, mask, once),
    refresh: [["locations"]],
    onDone: (saved) => {
      edit.forget();
      undo(t("common.saved"), () => saveStart({ ...current, etag: saved.etag, locationId: of.locationId }, mask, requestId()), [["locations"]]);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(value);
  };
  const overtaken = isOvertaken(save.problem) && value.etag !== current.etag;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h2>{t("team.start.carried")}</h2>
      <ChooseColleagues label={t("team.start.carriers")} help={t("team.start.carriersHelp")} value={value.carrierIds} onChange={(carrierIds) => set({ carrierIds })} error={save.problem?.fields["locationStart.carrierIds"]} most={20} />
      <TextField optional label={t("team.start.others")} description={t("team.start.othersHelp")} value={value.carriedBy} onChange={(carriedBy) => set({ carriedBy })} autoComplete="off" maxLength={1000} />
      <TextArea optional label={t("team.start.promised")} description={t("team.start.promisedHelp")} value={value.promised} onChange={(promised) => set({ promised })} maxLength={2000} />
      <TextField optional label={t("team.start.programme")} description={t("team.start.programmeHelp")} value={value.programme} onChange={(programme) => set({ programme })} autoComplete="off" maxLength={1000} />
      {overtaken ? <Overtaken edit={edit} now={[{ label: t("team.start.promised"), text: current.promised }]} /> : <ErrorNote problem={isOvertaken(save.problem) ? null : save.problem} />}
      <div><Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button></div>
    </form>
  );
}

function CarriedRead({ of }: { of: LocationStart }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useWorkerNames(of.carrierIds ?? []);
  const lines = [
    { label: t("team.start.carriers"), text: of.carrierIds?.length ? format.list(of.carrierIds.map((id) => nameOf(id))) : "" },
    { label: t("team.start.others"), text: of.carriedBy },
    { label: t("team.start.promised"), text: of.promised },
    { label: t("team.start.programme"), text: of.programme },
  ].filter((line) => line.text);
  if (lines.length === 0) return <p>{t("team.start.nothing")}</p>;
  return <div className={styles.card}><dl>{lines.map((line) => <div key={line.label}><dt>{line.label}</dt><dd>{line.text}</dd></div>)}</dl></div>;
}

function Step({ step, of, may }: { step: StartStep; of: LocationStart; may: boolean }) {
  const t = useT();
  const undo = useUndo();
  const before = { key: step.key, done: step.done, note: step.note };
  const [note, write, forget] = useDraft(`start:${of.locationId}:${step.key}`, step.note ?? "");
  const save = useChange({
    run: (changed: StartStep, once) => saveStart({ locationId: of.locationId, etag: of.etag, steps: [changed] }, "steps", once),
    refresh: [["locations"]],
    onDone: (saved) => {
      forget();
      undo(t("common.saved"), () => saveStart({ locationId: of.locationId, etag: saved.etag, steps: [before] }, "steps", requestId()), [["locations"]]);
    },
  });
  const words = inLanguage(t.language, step, "text");
  return (
    <div className={styles.step} role="group" aria-label={words}>
      <Checkbox isSelected={step.done ?? false} onChange={(done) => save.start({ key: step.key, done, note })} isDisabled={!may || save.isPending}>{words}</Checkbox>
      {may ? <details className={styles.fold} open={step.note ? true : undefined}><summary>{t("team.start.more")}</summary><TextField optional label={t("team.start.note")} value={note} onChange={write} autoComplete="off" maxLength={1000} /></details> : step.note && <p>{step.note}</p>}
      <ErrorNote problem={save.problem} />
      {note !== (step.note ?? "") && <div><Button size="small" onPress={() => save.start({ key: step.key, done: step.done, note })} isPending={save.isPending}>{t("common.save")}</Button></div>}
    </div>
  );
}
