/** A location: its name, roughly where, and its network leads: none yet, or two and more (O-01). */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ComboBox } from "@/design/ComboBox";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { isOvertaken, useChange, useEdit, useUndo } from "@/staff/change";
import { NotFound } from "@/staff/NotFound";
import { Overtaken } from "@/staff/Overtaken";
import styles from "./organisation.module.css";
import { createLocation, type Location, locationsQuery, supportWorkersQuery, updateLocation } from "./queries";

export function NewLocationPage() {
  return <LocationForm location={{}} draftKey="location:new" />;
}

export function LocationFormPage() {
  const t = useT();
  const { locationId } = useParams({ from: "/shell/organisatie/locatie/$locationId" });
  const locations = useQuery(locationsQuery);
  if (!locations.data) return <Page title={t("organisation.part.locaties")} width="text"><QueryView query={locations}>{() => null}</QueryView></Page>;
  const location = locations.data.find(({ id }) => id === locationId);
  return location ? <LocationForm key={locationId} location={location} draftKey={`location:${locationId}`} /> : <NotFound />;
}

interface Draft {
  etag: string;
  name: string;
  town: string;
  area: string;
  networkLeadIds: string[];
}

const draftOf = (location: Location): Draft => ({
  etag: location.etag ?? "",
  name: location.name ?? "",
  town: location.town ?? "",
  area: location.area ?? "",
  networkLeadIds: location.networkLeadIds ?? [],
});

function LocationForm({ location, draftKey }: { location: Location; draftKey: string }) {
  const t = useT();
  const navigate = useNavigate();
  const current = draftOf(location);
  const edit = useEdit<Draft>(draftKey, current);
  const [tried, setTried] = useState(false);
  const undo = useUndo();
  const save = useChange({
    run: (draft: Draft, once) => (location.id ? updateLocation({ ...draft, id: location.id }, once) : createLocation(draft, once)),
    refresh: [["locations"]],
    onDone: async (saved) => {
      edit.forget();
      const told = t("organisation.location.saved", { name: saved.name ?? "" });
      if (location.id) undo(told, () => updateLocation({ ...current, etag: saved.etag ?? "", id: location.id }, requestId()), [["locations"]]);
      else toast(told);
      await navigate({ to: "/organisatie", search: { deel: "locaties" } });
    },
  });
  const { value, set } = edit;
  const badArea = !/^([1-9]\d{3})?$/.test(value.area.trim());
  // With a postcode that is none nothing is sent: what the server said before is not of now.
  const problem = tried && badArea ? null : save.problem;
  const fields = problem?.fields ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!badArea) save.start({ ...value, area: value.area.trim() });
  };
  const overtaken = isOvertaken(save.problem) && value.etag !== current.etag;
  return (
    <Page
      title={location.id ? t("organisation.location.edit", { name: location.name ?? "" }) : t("organisation.location.new")}
      above={<Link to="/organisatie" search={{ deel: "locaties" }}>{t("organisation.part.locaties")}</Link>}
      width="text"
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField label={t("organisation.location.name")} value={value.name} onChange={(name) => set({ name })} error={fields["location.name"]} autoComplete="off" maxLength={120} />
        <TextField optional label={t("organisation.location.town")} value={value.town} onChange={(town) => set({ town })} error={fields["location.town"]} autoComplete="off" maxLength={120} />
        <TextField
          optional
          label={t("organisation.location.area")}
          description={t("organisation.location.area.help")}
          value={value.area}
          onChange={(area) => set({ area })}
          error={tried && badArea ? t("organisation.location.area.wrong") : fields["location.area"]}
          autoComplete="off"
        />
        <Leads value={value.networkLeadIds} onChange={(networkLeadIds) => set({ networkLeadIds })} error={fields["location.networkLeadIds"]} />
        {overtaken ? (
          <Overtaken edit={edit} now={[{ label: t("organisation.location.name"), text: current.name }, { label: t("organisation.location.town"), text: current.town }]} />
        ) : (
          <ErrorNote problem={isOvertaken(problem) ? null : problem} labels={{ "location.name": t("organisation.location.name"), "location.networkLeadIds": t("organisation.location.leads") }} />
        )}
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
          <Link to="/organisatie" search={{ deel: "locaties" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
        </div>
      </form>
    </Page>
  );
}

function Leads({ value, onChange, error }: { value: string[]; onChange: (ids: string[]) => void; error?: string }) {
  const t = useT();
  const workers = useQuery(supportWorkersQuery);
  const nameOf = useWorkerNames(value);
  const others = (workers.data ?? []).filter((worker) => !worker.left && !value.includes(worker.id ?? ""));
  return (
    <section className={styles.leads}>
      <h2>{t("organisation.location.leads")}</h2>
      <p className="soft">{t("organisation.location.leads.help")}</p>
      {value.length > 0 && (
        <ul className={`plain-list ${styles.chosen}`}>
          {value.map((id) => (
            <li key={id} className={styles.lead}>
              {nameOf(id)}
              <Button kind="quiet" size="small" aria-label={t("organisation.location.leads.remove", { name: nameOf(id) })} onPress={() => onChange(value.filter((other) => other !== id))}>×</Button>
            </li>
          ))}
        </ul>
      )}
      {workers.data?.length === 0 ? (
        <p>{t("organisation.location.leads.none")}</p>
      ) : (
        // A new field after each choice, so that it is empty for the next.
        <ComboBox
          key={value.join()}
          label={t("organisation.location.leads.add")}
          options={others.map((worker) => ({ value: worker.id ?? "", label: worker.name ?? "", description: worker.email }))}
          value={null}
          onChange={(id) => id && onChange([...value, id])}
          error={error}
        />
      )}
      {value.length === 1 && <p role="status">{t("organisation.location.leads.second")}</p>}
    </section>
  );
}
