/** Making a way of one's own, or one's own words for one that is there: always a new version (O-04). */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import styles from "./intervision.module.css";
import { type Method, type MethodStep, methodsQuery, minutesOf, saveMethod } from "./queries";

const empty: Method = { titleNl: "", helpNl: "", steps: [{ titleNl: "", lasts: "300s" }], withClients: false };
const most = 12;

export function MethodFormPage() {
  const t = useT();
  const { methodKey } = useParams({ from: "/shell/intervisie/manieren/$methodKey" });
  const isNew = methodKey === "nieuw";
  const found = useQuery({ ...methodsQuery(true), select: (list) => (isNew ? [empty] : list.filter((one) => one.key === methodKey)) });
  const name = found.data?.[0] ? inLanguage(t.language, found.data[0], "title") : "";
  return (
    <Page
      title={isNew ? t("intervision.method.new") : t("intervision.method.edit", { name })}
      lead={isNew ? undefined : t("intervision.method.note")}
      above={<Link to="/intervisie/manieren">{t("intervision.methods.title")}</Link>}
      width="text"
    >
      <QueryView query={found}>{(list) => list[0] && <Form of={list[0]} />}</QueryView>
    </Page>
  );
}

function Form({ of }: { of: Method }) {
  const t = useT();
  const navigate = useNavigate();
  const [form, setForm, forget] = useDraft<Method>(`method:${of.key ?? "new"}:${of.version ?? 0}`, of);
  const save = useChange({
    run: (value: Method, once) => saveMethod(value, once),
    refresh: [["methods"]],
    onDone: async () => {
      forget();
      toast(t("intervision.method.saved"));
      await navigate({ to: "/intervisie/manieren" });
    },
  });
  const fields = save.problem?.fields ?? {};
  const steps = form.steps ?? [];
  const setStep = (at: number, change: Partial<MethodStep>) => setForm({ ...form, steps: steps.map((step, index) => (index === at ? { ...step, ...change } : step)) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(form);
  };
  return (
    <form className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties} onSubmit={submit} noValidate>
      <TextField label={t("intervision.method.name")} value={form.titleNl ?? ""} onChange={(titleNl) => setForm({ ...form, titleNl })} error={form.titleNl?.trim() ? undefined : fields["method.titleNl"]} maxLength={80} />
      <TextArea optional label={t("intervision.method.help")} value={form.helpNl ?? ""} onChange={(helpNl) => setForm({ ...form, helpNl })} error={fields["method.helpNl"]} maxLength={300} />
      <Checkbox isSelected={!!form.withClients} onChange={(withClients) => setForm({ ...form, withClients })}>{t("intervision.method.withClients")}</Checkbox>
      <ol className="stack plain-list">
        {steps.map((step, index) => (
          <li key={index} className={styles.step}>
            <Step
              step={step}
              n={index + 1}
              error={step.titleNl?.trim() ? undefined : fields[`method.steps[${index}].titleNl`]}
              onChange={(change) => setStep(index, change)}
              onUp={index === 0 ? undefined : () => setForm({ ...form, steps: [...steps.slice(0, index - 1), step, ...steps.slice(index - 1, index), ...steps.slice(index + 1)] })}
              onRemove={steps.length === 1 ? undefined : () => setForm({ ...form, steps: steps.filter((_, at) => at !== index) })}
            />
          </li>
        ))}
      </ol>
      {steps.length < most && <div><Button onPress={() => setForm({ ...form, steps: [...steps, { titleNl: "", lasts: "300s" }] })}>{t("intervision.method.step.add")}</Button></div>}
      <ErrorNote problem={save.problem} labels={{ "method.titleNl": t("intervision.method.name"), "method.steps": t("intervision.methods.steps") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Link to="/intervisie/manieren" className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}

interface StepProps {
  step: MethodStep;
  n: number;
  error?: string;
  onChange: (change: Partial<MethodStep>) => void;
  onUp?: () => void;
  onRemove?: () => void;
}

function Step({ step, n, error, onChange, onUp, onRemove }: StepProps) {
  const t = useT();
  const at = { n: String(n) };
  return (
    <>
      <h2>{t("intervision.method.step", at)}</h2>
      <TextField label={t("intervision.method.step.name", at)} value={step.titleNl ?? ""} onChange={(titleNl) => onChange({ titleNl })} error={error} maxLength={80} />
      <TextArea optional label={t("intervision.method.step.text", at)} value={step.textNl ?? ""} onChange={(textNl) => onChange({ textNl })} maxLength={500} />
      <TextArea optional label={t("intervision.method.step.questions", at)} description={t("intervision.method.step.questions.help")} value={step.questionsNl ?? ""} onChange={(questionsNl) => onChange({ questionsNl })} maxLength={1000} />
      <div className={styles.lasts}>
        <TextField
          optional
          label={t("intervision.method.step.lasts")}
          value={minutesOf(step.lasts) ? String(minutesOf(step.lasts)) : ""}
          onChange={(text) => onChange({ lasts: `${Math.min(Number.parseInt(text, 10) || 0, 120) * 60}s` })}
        />
      </div>
      <div className="cluster">
        {onUp && <Button kind="quiet" size="small" onPress={onUp}>{t("intervision.method.step.up", at)}</Button>}
        {onRemove && <Button kind="quiet" size="small" onPress={onRemove}>{t("intervision.method.step.remove", at)}</Button>}
      </div>
    </>
  );
}
