/** A new version of a text, kept as a draft until it is put to use. Earlier versions stay. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { Problem } from "@/api/problem";
import { oneOf, type Template } from "@/app/templates";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { type Edit, isOvertaken, useChange, useEdit } from "@/staff/change";
import { NotFound } from "@/staff/NotFound";
import { Overtaken } from "@/staff/Overtaken";
import styles from "./content.module.css";
import { draftOf, newKey, newLine, type TextDraft, templateFrom } from "./draft";
import { kindOf, slugOf } from "./kinds";
import { LineFields } from "./LineFields";
import { publish, templateQuery } from "./queries";

export function TextFormPage() {
  const t = useT();
  const { kind: slug, key } = useParams({ from: "/shell/organisatie/teksten/$kind/$key/wijzigen" });
  const kind = kindOf(slug);
  const newest = useQuery({ ...templateQuery(kind ?? "KIND_UNSPECIFIED", key), enabled: kind !== undefined });
  if (!kind) return <NotFound />;
  const title = newest.data ? oneOf(t.language, newest.data.titleNl, newest.data.titleEn) : "…";
  return (
    <Page
      title={t("content.changeTitle", { title })}
      lead={t("content.changeLead")}
      above={<Link to="/organisatie/teksten/$kind/$key" params={{ kind: slug, key }}>{title}</Link>}
      width="text"
    >
      <QueryView query={newest}>{(found) => <TextForm template={found} draftKey={`template:${slug}:${key}`} />}</QueryView>
    </Page>
  );
}

/** A tool for the network talk that is the organisation's own. */
export function NewTextPage() {
  const t = useT();
  const [key] = useState(newKey);
  return (
    <Page title={t("content.addTitle")} lead={t("content.addLead")} above={<Link to="/organisatie" search={{ deel: "teksten" }}>{t("content.above")}</Link>} width="text">
      <TextForm template={{ kind: "KIND_TALK_TOOL", key, parts: [newLine()] }} draftKey="template:new" />
    </Page>
  );
}

function TextForm({ template, draftKey }: { template: Template; draftKey: string }) {
  const t = useT();
  const navigate = useNavigate();
  const current = draftOf(template);
  const edit = useEdit<TextDraft>(draftKey, current);
  const [english, setEnglish] = useState(false);
  const save = useChange({
    run: (draft: TextDraft, once) => publish(templateFrom(draft, template), once),
    refresh: [["templates"]],
    onDone: async (saved) => {
      edit.forget();
      const told = { title: saved.titleNl ?? "", n: saved.version ?? 1 };
      toast(saved.version === template.version ? t("content.same", told) : t("content.published", told));
      await navigate({ to: "/organisatie/teksten/$kind/$key", params: { kind: slugOf(template.kind), key: template.key ?? "" } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(edit.value);
  };
  const overtaken = isOvertaken(save.problem) && edit.value.etag !== current.etag;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Checkbox isSelected={english} onChange={setEnglish}>{t("content.english")}</Checkbox>
      <Heading edit={edit} english={english} problem={save.problem} />
      <LineFields edit={edit} kind={template.kind} english={english} fields={save.problem?.fields ?? {}} />
      {overtaken ? (
        <Overtaken edit={edit} now={[{ label: t("content.title"), text: current.titleNl }, ...current.lines.map((line, index) => ({ label: t("content.line", { n: index + 1 }), text: line.textNl }))]} />
      ) : (
        <ErrorNote problem={isOvertaken(save.problem) ? null : save.problem} labels={{ "template.titleNl": t("content.title") }} />
      )}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{template.version ? t("content.publish") : t("content.publishFirst")}</Button>
        <Button kind="quiet" onPress={edit.takeTheirs}>{t("content.undoDraft")}</Button>
        <Link to="/organisatie" search={{ deel: "teksten" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}

function Heading({ edit: { value, set }, english, problem }: { edit: Edit<TextDraft>; english: boolean; problem: Problem | null }) {
  const t = useT();
  const fields = problem?.fields ?? {};
  return (
    <>
      <TextField label={t("content.title")} value={value.titleNl} onChange={(titleNl) => set({ titleNl })} error={fields["template.titleNl"]} autoComplete="off" maxLength={120} />
      {english && <TextField optional label={t("content.titleEn")} value={value.titleEn} onChange={(titleEn) => set({ titleEn })} autoComplete="off" maxLength={120} />}
      <TextArea optional label={t("content.intro")} value={value.introNl} onChange={(introNl) => set({ introNl })} error={fields["template.introNl"]} maxLength={2000} />
      {english && <TextArea optional label={t("content.introEn")} value={value.introEn} onChange={(introEn) => set({ introEn })} maxLength={2000} />}
    </>
  );
}
