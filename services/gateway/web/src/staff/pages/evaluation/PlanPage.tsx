/** Planning an intervision, or changing it: a title, a day, two people who carry it (O-01). Safety is on the agenda by itself. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import type { Problem } from "@/api/problem";
import { useSession } from "@/api/session";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Loading } from "@/design/Loading";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange, useEdit } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import { isOvertaken } from "@/staff/change";
import { ColleaguePicker } from "./ColleaguePicker";
import styles from "./evaluation.module.css";
import { useWhen } from "./IntervisionsPage";
import { methods } from "./methods";
import { ChangeNote } from "./Notes";
import { createIntervision, type Intervision, intervisionQuery, type Method, updateIntervision } from "./queries";

interface Form {
  etag: string;
  title: string;
  day: string;
  clock: string;
  method: Method;
  organiserIds: string[];
  invitedIds: string[];
}

const formOf = (of: Intervision): Form => ({
  etag: of.etag ?? "", title: of.title ?? "", day: of.day ?? "", clock: of.clock ?? "",
  method: of.method === "METHOD_UNSPECIFIED" ? "METHOD_OPEN" : (of.method ?? "METHOD_OPEN"),
  organiserIds: of.organiserIds ?? [], invitedIds: of.invitedIds ?? [],
});

export function NewIntervisionPage() {
  const t = useT();
  const session = useSession().data;
  return (
    <Page title={t("evaluation.form.new")} lead={t("evaluation.form.lead")} above={<Link to="/intervisie">{t("evaluation.title")}</Link>} width="text">
      {session ? <New me={session.person ?? ""} /> : <Loading />}
    </Page>
  );
}

function New({ me }: { me: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [form, setForm, forget] = useDraft<Form>("intervision:new", formOf({ organiserIds: me ? [me] : [], method: "METHOD_INCIDENT" }));
  const save = useChange({
    run: (value: Form, once) => createIntervision({ ...value, etag: undefined }, once),
    refresh: [["intervisions"]],
    onDone: async (made) => {
      forget();
      toast(t("evaluation.form.planned"));
      await navigate({ to: "/intervisie/$intervisionId", params: { intervisionId: made.id ?? "" }, replace: true });
    },
  });
  return (
    <Fields
      form={form}
      onChange={(change) => setForm({ ...form, ...change })}
      problem={save.problem}
      isPending={save.isPending}
      onSave={() => save.start(form)}
      verb={t("evaluation.form.plan")}
      back="/intervisie"
    />
  );
}

export function EditIntervisionPage() {
  const t = useT();
  const { intervisionId } = useParams({ from: "/shell/intervisie/$intervisionId/wijzigen" });
  const found = useQuery(intervisionQuery(intervisionId));
  return (
    <Page
      title={t("evaluation.form.edit")}
      above={<Link to="/intervisie/$intervisionId" params={{ intervisionId }}>{found.data?.title || t("evaluation.title")}</Link>}
      width="text"
    >
      <QueryView query={found}>{(one) => <Change of={one} />}</QueryView>
    </Page>
  );
}

function Change({ of }: { of: Intervision }) {
  const t = useT();
  const navigate = useNavigate();
  const when = useWhen();
  const edit = useEdit<Form>(`intervision:${of.id}`, formOf(of));
  const save = useChange({
    run: (value: Form, once) => updateIntervision({ ...value, id: of.id }, once),
    refresh: [["intervisions"]],
    onDone: async () => {
      edit.forget();
      toast(t("evaluation.form.saved"));
      await navigate({ to: "/intervisie/$intervisionId", params: { intervisionId: of.id ?? "" } });
    },
  });
  const behind = isOvertaken(save.problem) && edit.value.etag !== of.etag;
  return (
    <Fields
      form={edit.value}
      onChange={edit.set}
      problem={isOvertaken(save.problem) ? null : save.problem}
      isPending={save.isPending}
      onSave={() => save.start(edit.value)}
      verb={t("common.save")}
      back={`/intervisie/${of.id}`}
      note={
        behind && (
          <Overtaken
            edit={edit}
            now={[
              { label: t("evaluation.form.titleField"), text: of.title ?? "" },
              { label: t("evaluation.form.day"), text: when(of) },
              { label: t("evaluation.form.method"), text: t(`evaluation.method.${of.method ?? "METHOD_UNSPECIFIED"}`) },
            ]}
          />
        )
      }
    />
  );
}

interface FieldsProps {
  form: Form;
  onChange: (change: Partial<Form>) => void;
  problem: Problem | null;
  isPending: boolean;
  onSave: () => void;
  verb: string;
  back: string;
  note?: React.ReactNode;
}

function Fields({ form, onChange, problem, isPending, onSave, verb, back, note }: FieldsProps) {
  const t = useT();
  const fields = problem?.fields ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties} onSubmit={submit} noValidate>
      <TextField
        label={t("evaluation.form.titleField")}
        description={t("evaluation.form.titleField.help")}
        value={form.title}
        onChange={(title) => onChange({ title })}
        error={form.title.trim() ? undefined : fields["intervision.title"]}
        maxLength={160}
      />
      <div className={styles.when}>
        <TextField type="date" label={t("evaluation.form.day")} value={form.day} onChange={(day) => onChange({ day })} error={form.day ? undefined : fields["intervision.day"]} />
        <TextField type="time" optional label={t("evaluation.form.clock")} value={form.clock} onChange={(clock) => onChange({ clock })} error={fields["intervision.clock"]} />
      </div>
      <ColleaguePicker
        label={t("evaluation.form.organisers")}
        description={form.organiserIds.length === 1 ? t("evaluation.form.organisers.few") : t("evaluation.form.organisers.help")}
        chosen={form.organiserIds}
        onChange={(organiserIds) => onChange({ organiserIds })}
        error={form.organiserIds.length >= 2 ? undefined : fields["intervision.organiserIds"]}
      />
      <ColleaguePicker
        optional
        label={t("evaluation.form.invited")}
        description={t("evaluation.form.invited.help")}
        chosen={form.invitedIds}
        onChange={(invitedIds) => onChange({ invitedIds })}
        error={fields["intervision.invitedIds"]}
      />
      <RadioCards
        label={t("evaluation.form.method")}
        value={form.method}
        onChange={(method) => onChange({ method })}
        options={methods.map((method) => ({ value: method, label: t(`evaluation.method.${method}`), description: t(`evaluation.method.${method}.help`) }))}
      />
      <p className={styles.fixed}>{t("evaluation.form.safety")}</p>
      {note}
      <ChangeNote
        problem={problem}
        labels={{
          "intervision.title": t("evaluation.form.titleField"), "intervision.day": t("evaluation.form.day"), "intervision.clock": t("evaluation.form.clock"),
          "intervision.organiserIds": t("evaluation.form.organisers"), "intervision.invitedIds": t("evaluation.form.invited"),
        }}
      />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={isPending}>{verb}</Button>
        <Link to={back} className={buttonClass("quiet")}>{t("common.cancel")}</Link>
      </div>
    </form>
  );
}
