/** Writing the story of a year, part by part, and beneath it how it will look on paper. */
import { useNavigate } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { isOvertaken, useChange, useEdit } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import styles from "./insight.module.css";
import { type Section, saveSummary } from "./queries";
import { aboutMoney } from "./story";
import { Download, Story } from "./YearPage";

interface Written {
  sections: Section[];
  etag: string;
}

export function WriteStory({ year, current }: { year: number; current: Written }) {
  const t = useT();
  const navigate = useNavigate();
  const edit = useEdit<Written>(`year:${year}`, current);
  const { sections, etag } = edit.value;
  const write = (next: Section[]) => edit.set({ sections: next });
  const save = useChange({
    run: (what: Section[], once) => saveSummary(year, what, etag || undefined, once),
    refresh: [["insight", "years"]],
    onDone: (saved) => {
      edit.forget();
      toast(t("insight.year.done", { n: saved.version ?? 1 }));
      void navigate({ to: "/inzicht/jaar/$year", params: { year: String(year) }, replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(sections);
  };
  const remove = (index: number) => {
    const before = sections;
    write(sections.filter((_, at) => at !== index));
    toast(t("insight.year.section.removed"), () => write(before));
  };
  return (
    <>
      <form className={`${styles.write} no-print`} onSubmit={submit} noValidate>
        <p className="soft">{t("insight.year.names")}</p>
        {sections.map((section, index) => (
          <Part
            key={index}
            index={index}
            last={index === sections.length - 1}
            section={section}
            errors={{ title: save.problem?.fields[`sections[${index}].title`], body: save.problem?.fields[`sections[${index}].body`] }}
            onChange={(change) => write(sections.map((one, at) => (at === index ? { ...one, ...change } : one)))}
            onMove={(by) => write(moved(sections, index, by))}
            onRemove={() => remove(index)}
          />
        ))}
        <div><Button onPress={() => write([...sections, { title: "", body: "" }])}>{t("insight.year.section.add")}</Button></div>
        {isOvertaken(save.problem) ? (
          <Overtaken edit={edit} now={current.sections.map(({ title, body }) => ({ label: title, text: body }))} />
        ) : (
          <ErrorNote problem={save.problem} />
        )}
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("insight.year.save")}</Button>
          <Button onPress={() => window.print()}>{t("insight.print")}</Button>
          <Download year={year} sections={sections} />
        </div>
      </form>
      <h2 className="soft no-print">{t("insight.year.look")}</h2>
      <p className="soft small no-print">{t("insight.year.stories.help")}</p>
      <Story year={year} sections={sections} />
    </>
  );
}

const moved = (all: readonly Section[], from: number, by: number): Section[] => {
  const next = [...all];
  const [one] = next.splice(from, 1);
  if (one) next.splice(from + by, 0, one);
  return next;
};

interface PartProps {
  index: number;
  last: boolean;
  section: Section;
  errors: { title?: string; body?: string };
  onChange: (change: Partial<Section>) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}

function Part({ index, last, section, errors, onChange, onMove, onRemove }: PartProps) {
  const t = useT();
  const named = t("insight.year.section", { n: index + 1 });
  return (
    <fieldset className={styles.section}>
      <legend className="visually-hidden">{named}</legend>
      <TextField label={t("insight.year.section.title")} value={section.title} onChange={(title) => onChange({ title })} error={errors.title} maxLength={160} />
      <TextArea
        label={t("insight.year.section.body")}
        description={index === 0 ? t("insight.year.section.body.help") : undefined}
        value={section.body}
        onChange={(body) => onChange({ body })}
        error={errors.body}
        maxLength={8000}
      />
      <div aria-live="polite">{aboutMoney(`${section.title} ${section.body}`) && <p className="small">{t("insight.year.money")}</p>}</div>
      <div className="cluster">
        {index > 0 && <Button kind="quiet" size="small" aria-label={`${t("insight.year.section.up")}: ${section.title || named}`} onPress={() => onMove(-1)}>{t("insight.year.section.up")}</Button>}
        {!last && <Button kind="quiet" size="small" aria-label={`${t("insight.year.section.down")}: ${section.title || named}`} onPress={() => onMove(1)}>{t("insight.year.section.down")}</Button>}
        <Button kind="quiet" size="small" aria-label={`${t("insight.year.section.remove")}: ${section.title || named}`} onPress={onRemove}>{t("insight.year.section.remove")}</Button>
      </div>
    </fieldset>
  );
}
