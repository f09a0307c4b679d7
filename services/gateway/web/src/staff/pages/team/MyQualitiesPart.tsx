/** What I am good at and love to do, in my own words; shown to colleagues when I want it (E-10). */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { useChange, useEdit, useUndo } from "@/staff/change";
import { EditNote } from "@/staff/Overtaken";
import { myQualitiesQuery, type Qualities, saveQualities } from "./queries";
import styles from "./team.module.css";

export function MyQualitiesPart() {
  const query = useQuery(myQualitiesQuery);
  return <QueryView query={query}>{(mine) => <Form of={mine} />}</QueryView>;
}

const draftOf = ({ etag = "", qualities = [], passions = [], askMe = "", shown = false }: Qualities) => ({ etag, qualities, passions, askMe, shown });

function Form({ of }: { of: Qualities }) {
  const t = useT();
  const current = draftOf(of);
  const edit = useEdit("qualities", current);
  const { value, set } = edit;
  const undo = useUndo();
  const refresh = [["me", "qualities"], ["qualities"]];
  const save = useChange({
    run: (qualities: Qualities, once) => saveQualities(qualities, once),
    refresh,
    onDone: (saved) => {
      edit.forget();
      undo(t(saved.shown ? "team.qualities.savedShown" : "team.qualities.savedHidden"), () => saveQualities({ ...current, etag: saved.etag }, requestId()), refresh);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(value);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h2>{t("team.qualities.mineTitle")}</h2>
      <p className="soft">{t("team.qualities.mineLead")}</p>
      <WordList label={t("team.qualities.qualities")} example={t("team.qualities.qualitiesExample")} value={value.qualities} onChange={(qualities) => set({ qualities })} />
      <WordList label={t("team.qualities.passions")} example={t("team.qualities.passionsExample")} value={value.passions} onChange={(passions) => set({ passions })} />
      <TextArea optional label={t("team.qualities.askMe")} description={t("team.qualities.askMeExample")} value={value.askMe} onChange={(askMe) => set({ askMe })} maxLength={500} />
      <Checkbox isSelected={value.shown} onChange={(shown) => set({ shown })} description={t("team.qualities.shownHelp")}>{t("team.qualities.shown")}</Checkbox>
      <EditNote edit={edit} problem={save.problem} etag={current.etag} now={[{ label: t("team.qualities.qualities"), text: current.qualities.join(", ") }]} />
      <div><Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button></div>
    </form>
  );
}

function WordList({ label, example, value, onChange }: { label: string; example: string; value: string[]; onChange: (words: string[]) => void }) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const word = typed.trim();
  const add = () => {
    if (word && !value.includes(word)) onChange([...value, word]);
    setTyped("");
  };
  return (
    <div className={styles.choose} role="group" aria-label={label}>
      {value.length > 0 && (
        <ul className={`plain-list ${styles.chosen}`}>
          {value.map((one) => (
            <li key={one} className={styles.one}>
              {one}
              <Button kind="quiet" size="small" aria-label={t("team.choose.remove", { name: one })} onPress={() => onChange(value.filter((other) => other !== one))}>×</Button>
            </li>
          ))}
        </ul>
      )}
      {value.length < 12 && (
        <div className={styles.add} onKeyDown={(event) => { if (event.key === "Enter") { event.preventDefault(); add(); } }}>
          <TextField optional label={label} description={example} value={typed} onChange={setTyped} autoComplete="off" maxLength={60} />
          <Button onPress={add} isDisabled={!word} aria-label={t("team.qualities.addTo", { list: label })}>{t("common.add")}</Button>
        </div>
      )}
    </div>
  );
}
