/** "If it were me…": cards for one's own eyes (E-09). Nobody else can open them, and no call answers with somebody else's. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { inLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { createReflection, questionsQuery, type Reflection, reflectionsQuery, saveReflection, type Template, throwAway } from "./queries";
import styles from "./team.module.css";

const refresh = [["me", "reflections"]];

export function ReflectionsPart() {
  const t = useT();
  const cards = useQuery(reflectionsQuery);
  const [writing, setWriting] = useState<Reflection | null>(null);
  return (
    <>
      <p className="soft">{t("team.cards.lead")}</p>
      {writing ? (
        <Write key={writing.id ?? "new"} card={writing} onDone={() => setWriting(null)} />
      ) : (
        <div><Button kind="primary" onPress={() => setWriting({})}>{t("team.cards.new")}</Button></div>
      )}
      <QueryView query={cards} empty={<p>{t("team.cards.none")}</p>}>
        {(all) => (
          <ul className="plain-list stack">
            {all.filter((card) => card.id !== writing?.id).map((card) => <li key={card.id}><One card={card} onChange={() => setWriting(card)} /></li>)}
          </ul>
        )}
      </QueryView>
    </>
  );
}

function One({ card, onChange }: { card: Reflection; onChange: () => void }) {
  const t = useT();
  const format = useFormat();
  const undo = useUndo();
  const questions = useQuery(questionsQuery(card.templateKey || undefined, card.templateVersion));
  const gone = useChange({
    run: throwAway,
    refresh,
    onDone: () =>
      undo(t("team.cards.gone"), () => createReflection({ templateKey: card.templateKey, templateVersion: card.templateVersion, answers: card.answers }, requestId()), refresh),
  });
  const answered = questions.data?.parts?.filter((part) => card.answers?.[part.key ?? ""]) ?? [];
  return (
    <Card title={card.createTime ? format.date(card.createTime) : ""}>
      <div className={styles.card}>
        <dl>
          {answered.map((part) => (
            <div key={part.key}>
              <dt>{inLanguage(t.language, part, "text")}</dt>
              <dd>{card.answers?.[part.key ?? ""]}</dd>
            </div>
          ))}
        </dl>
      </div>
      <ErrorNote problem={gone.problem} />
      <div className="cluster">
        <Button size="small" onPress={onChange}>{t("team.cards.change")}</Button>
        <Button size="small" kind="quiet" onPress={() => gone.start(card)} isPending={gone.isPending}>{t("team.cards.throwAway")}</Button>
      </div>
    </Card>
  );
}

function Write({ card, onDone }: { card: Reflection; onDone: () => void }) {
  const questions = useQuery(questionsQuery(card.templateKey || undefined, card.templateVersion));
  return <QueryView query={questions}>{(template) => <Form card={card} template={template} onDone={onDone} />}</QueryView>;
}

function Form({ card, template, onDone }: { card: Reflection; template: Template; onDone: () => void }) {
  const t = useT();
  const [answers, write, forget] = useDraft<Record<string, string>>(`card:${card.id ?? "new"}`, card.answers ?? {});
  const save = useChange({
    run: (value: Record<string, string>, once) =>
      card.id
        ? saveReflection({ id: card.id, etag: card.etag, answers: value }, once)
        : createReflection({ templateKey: template.key, templateVersion: template.version, answers: value }, once),
    refresh,
    onDone: () => { forget(); onDone(); toast(t("team.cards.saved")); },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(answers);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h2>{inLanguage(t.language, template, "title")}</h2>
      <p className="soft">{t("team.cards.writeLead")}</p>
      {template.parts?.map((part) => (
        <TextArea
          key={part.key}
          optional
          label={inLanguage(t.language, part, "text")}
          value={answers[part.key ?? ""] ?? ""}
          onChange={(words) => write({ ...answers, [part.key ?? ""]: words })}
          maxLength={4000}
        />
      ))}
      <ErrorNote problem={save.problem} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Button kind="quiet" onPress={() => { forget(); onDone(); }}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
