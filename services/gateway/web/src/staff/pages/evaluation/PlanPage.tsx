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
import { Checkbox } from "@/design/Checkbox";
import { LoadingRows } from "@/design/Loading";
import { RadioCards } from "@/design/RadioCards";
import { Select } from "@/design/Select";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { useChange, useEdit } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import { isOvertaken } from "@/staff/change";
import { HowTo } from "../howto/HowTo";
import { ColleaguePicker } from "./ColleaguePicker";
import styles from "./evaluation.module.css";
import { useWhen } from "./IntervisionsPage";
import { ChangeNote } from "./Notes";
import { createIntervision, type Intervision, intervisionQuery, type Rhythm, rhythms, updateIntervision } from "./queries";
import { ClientsPicker } from "../intervision/ClientsPicker";
import { methodsQuery } from "../intervision/queries";

interface Form {
  etag: string;
  title: string;
  day: string;
  clock: string;
  methodKey: string;
  organiserIds: string[];
  invitedIds: string[];
  clientIds: string[];
  clientWords: string;
  rhythm: Rhythm;
  until: string;
  following: boolean;
}

const formOf = (of: Intervision): Form => ({
  etag: of.etag ?? "", title: of.title ?? "", day: of.day ?? "", clock: of.clock ?? "",
  methodKey: of.methodKey || "open",
  organiserIds: of.organiserIds ?? [], invitedIds: of.invitedIds ?? [],
  clientIds: of.clientIds ?? [], clientWords: of.clientWords ?? "", rhythm: "RHYTHM_UNSPECIFIED", until: "", following: false,
});

/** What goes to the server of a form; how often it comes back goes beside it. */
const sent = ({ title, day, clock, methodKey, organiserIds, invitedIds, clientIds, clientWords }: Form): Intervision => ({
  title, day, clock, methodKey, organiserIds, invitedIds, clientIds, clientWords,
});

export function NewIntervisionPage() {
  const t = useT();
  const session = useSession().data;
  return (
    <Page title={t("evaluation.form.new")} lead={t("evaluation.form.lead")} above={<Link to="/intervisie">{t("evaluation.title")}</Link>} width="text">
      <HowTo about="intervision" />
      {session ? <New me={session.person ?? ""} /> : <Loading />}
    </Page>
  );
}

function New({ me }: { me: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [form, setForm, forget] = useDraft<Form>("intervision:new", formOf({ organiserIds: me ? [me] : [], methodKey: "incident" }));
  const save = useChange({
    run: (value: Form, once) => createIntervision(sent(value), value, once),
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
      isNew
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
    run: (value: Form, once) => updateIntervision({ ...sent(value), id: of.id, etag: value.etag }, value.following, once),
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
      inSeries={!!of.seriesId}
      note={
        behind && (
          <Overtaken
            edit={edit}
            now={[
              { label: t("evaluation.form.titleField"), text: of.title ?? "" },
              { label: t("evaluation.form.day"), text: when(of) },
              { label: t("evaluation.form.method"), text: of.used ? inLanguage(t.language, of.used, "title") : "" },
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
  isNew?: boolean;
  inSeries?: boolean;
}

function Fields({ form, onChange, problem, isPending, onSave, verb, back, note, isNew, inSeries }: FieldsProps) {
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
      <HowField form={form} onChange={onChange} error={fields["intervision.methodKey"]} />
      {isNew && <AgainFields form={form} onChange={onChange} error={fields.until} />}
      {inSeries && (
        <Checkbox isSelected={form.following} onChange={(following) => onChange({ following })} description={t("intervision.series.following.help")}>
          {t("intervision.series.following")}
        </Checkbox>
      )}
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
        <Link to={back} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}

type PartProps = Pick<FieldsProps, "form" | "onChange"> & { error?: string };

/** Which method; and for one with clients, who is asked to think along. */
function HowField({ form, onChange, error }: PartProps) {
  const t = useT();
  const found = useQuery(methodsQuery());
  if (!found.data) return <LoadingRows rows={3} />;
  const chosen = found.data.find((one) => one.key === form.methodKey);
  return (
    <>
      <RadioCards
        label={t("evaluation.form.method")}
        value={form.methodKey}
        onChange={(methodKey) => onChange({ methodKey })}
        error={error}
        options={found.data.map((one) => ({ value: one.key ?? "", label: inLanguage(t.language, one, "title"), description: inLanguage(t.language, one, "help") }))}
      />
      {(chosen?.withClients || form.clientIds.length > 0) && (
        <>
          <ClientsPicker chosen={form.clientIds} onChange={(clientIds) => onChange({ clientIds })} />
          <TextField
            optional
            label={t("intervision.clients.words")}
            description={t("intervision.clients.words.help")}
            value={form.clientWords}
            onChange={(clientWords) => onChange({ clientWords })}
            maxLength={200}
          />
        </>
      )}
    </>
  );
}

function AgainFields({ form, onChange, error }: PartProps) {
  const t = useT();
  return (
    <div className={styles.when}>
      <Select
        label={t("intervision.series.rhythm")}
        options={rhythms.map((rhythm) => ({ value: rhythm, label: t(`intervision.series.${rhythm}`) }))}
        value={form.rhythm}
        onChange={(rhythm) => onChange({ rhythm })}
      />
      {form.rhythm !== "RHYTHM_UNSPECIFIED" && (
        <TextField type="date" label={t("intervision.series.until")} description={t("intervision.series.until.help")} value={form.until} onChange={(until) => onChange({ until })} error={error} />
      )}
    </div>
  );
}
