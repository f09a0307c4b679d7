/** The pictograms of the organisation's own: every one there is by its meaning, one picture or a whole set in its place, and ours back. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Checkbox } from "@/design/Checkbox";
import { QueryView } from "@/design/QueryView";
import { matches } from "@/design/search";
import { TextField } from "@/design/TextField";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { PictogramRow } from "./PictogramRow";
import styles from "./pictograms.module.css";
import { type OnePictogram, pictogramsQuery } from "./queries";
import { SetPart } from "./SetPart";

export function PictogramsPart() {
  const t = useT();
  const all = useQuery(pictogramsQuery);
  return (
    <>
      <div className="stack">
        <p>{t("pictograms.lead")}</p>
        <p className="soft">{t("pictograms.code")}</p>
      </div>
      <QueryView query={all}>
        {(list) => (
          <>
            <SetPart all={list} />
            <List all={list} />
          </>
        )}
      </QueryView>
    </>
  );
}

function List({ all }: { all: OnePictogram[] }) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const [onlyOwn, setOnlyOwn] = useState(false);
  const sorted = useMemo(() => {
    const meaning = (of: OnePictogram) => inLanguage(t.language, of, "meaning");
    return [...all].sort((a, b) => meaning(a).localeCompare(meaning(b), t.language));
  }, [all, t.language]);
  const shown = sorted.filter((of) => (!onlyOwn || of.digest) && matches(`${of.meaningNl} ${of.meaningEn} ${of.name}`, typed));
  return (
    <section className="stack" aria-labelledby="all-pictograms">
      <h2 id="all-pictograms">{t("pictograms.all")}</h2>
      <div className={styles.filter}>
        <TextField label={t("pictograms.search")} type="search" value={typed} onChange={setTyped} />
        <Checkbox isSelected={onlyOwn} onChange={setOnlyOwn}>{t("pictograms.onlyOwn")}</Checkbox>
      </div>
      <p role="status" className="soft">{t.count("pictograms.shown", shown.length)}</p>
      <ul className={`${styles.list} plain-list`}>
        {shown.map((of) => <li key={of.name}><PictogramRow of={of} /></li>)}
      </ul>
    </section>
  );
}
