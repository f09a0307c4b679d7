/** Bringing a questionnaire in: choose the file, see what it becomes, say why it may be used, and keep it. */
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { FileTrigger } from "react-aria-components";
import { asProblem } from "@/api/problem";
import { useDraft } from "@/app/draft";
import type { Questionnaire } from "@/app/questionnaire";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { Questions } from "./Questions";
import { checkFile, loadFile, type Remark } from "./queries";
import styles from "./questionnaires.module.css";

interface Chosen {
  name: string;
  content: string;
}

export function AddPage() {
  const t = useT();
  const [file, setFile] = useState<Chosen | null>(null);
  const check = useMutation({ mutationFn: checkFile });
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    const content = await chosen.text();
    setFile({ name: chosen.name, content });
    check.mutate(content);
  };
  const found = check.data?.questionnaire;
  return (
    <Page
      title={t("questionnaires.add")}
      lead={t("questionnaires.add.lead")}
      above={<Link to="/organisatie" search={{ deel: "vragenlijsten" }}>{t("questionnaires.above")}</Link>}
      width="text"
    >
      <div className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>
        <div className="cluster">
          <FileTrigger acceptedFileTypes={[".json", "application/json", "application/fhir+json"]} onSelect={(files) => void read(files?.[0])}>
            <Button kind={file ? "secondary" : "primary"}>{t(file ? "questionnaires.file.other" : "questionnaires.file.choose")}</Button>
          </FileTrigger>
          {file && <span role="status">{t("questionnaires.file.chosen", { name: file.name })}</span>}
        </div>
        {check.error && <Refused problem={asProblem(check.error)} />}
        {file && found && <Keep content={file.content} found={found} remarks={check.data?.remarks ?? []} />}
      </div>
    </Page>
  );
}

/** Every place of the file that does not fit, with what to do: whoever made it can mend it in one go. */
function Refused({ problem }: { problem: ReturnType<typeof asProblem> }) {
  const t = useT();
  const fields = Object.entries(problem.fields);
  return (
    <>
      <ErrorNote problem={{ ...problem, fields: {} }} />
      {fields.length > 0 && (
        <ul className={styles.flaws} aria-label={t("questionnaires.flaws")}>
          {fields.map(([path, text]) => <li key={path}><code>{path}</code><p>{text}</p></li>)}
        </ul>
      )}
    </>
  );
}

function Keep({ content, found, remarks }: { content: string; found: Questionnaire; remarks: readonly Remark[] }) {
  const t = useT();
  const navigate = useNavigate();
  const [licence, setLicence, forget] = useDraft(`questionnaire:${found.title}:${found.version}`, "");
  const save = useChange({
    run: (_: "keep", once) => loadFile(content, licence, once),
    refresh: [["questionnaires"]],
    onDone: async (made) => {
      forget();
      await navigate({ to: "/organisatie/vragenlijsten/$questionnaireId", params: { questionnaireId: made.id ?? "" } });
      toast(t("questionnaires.kept", { title: made.title ?? "" }));
    },
  });
  return (
    <>
      {remarks.length > 0 && (
        <Card tone="apricot" title={t("questionnaires.remarks")}>
          <ul>{remarks.map((remark) => <li key={remark.path}>{t.language === "en" ? remark.en : remark.nl} <code>{remark.path}</code></li>)}</ul>
        </Card>
      )}
      <Card title={found.title} note={t("questionnaires.version", { version: found.version ?? "" })}><Questions of={found} /></Card>
      <form className={styles.form} onSubmit={(event) => { event.preventDefault(); save.start("keep"); }}>
        <TextField label={t("questionnaires.licence")} description={t("questionnaires.licence.help")} value={licence} onChange={setLicence} maxLength={300} error={save.problem?.fields.licence} />
        <ErrorNote problem={save.problem} />
        <div><Button kind="primary" type="submit" isPending={save.isPending}>{t("questionnaires.keep")}</Button></div>
      </form>
    </>
  );
}
