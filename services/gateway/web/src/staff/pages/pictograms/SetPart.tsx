/** A whole set at once: a zip with a file for each meaning, what was taken and what not, and everything back to ours. */
import { useEffect, useRef, useState } from "react";
import { FileTrigger } from "react-aria-components";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { download, toCSV } from "../import/csv";
import styles from "./pictograms.module.css";
import { type OnePictogram, type PictogramChange, refresh, replaceSet, resetPictograms, undoChange } from "./queries";
import { largestSet, useTooLarge } from "./too-large";

export function SetPart({ all }: { all: OnePictogram[] }) {
  const t = useT();
  const [report, setReport] = useState<PictogramChange | null>(null);
  const [wrong, check] = useTooLarge(largestSet, "pictograms.set.tooLarge");
  const take = useChange({ run: replaceSet, refresh, onDone: setReport });
  const names = () => download(t("pictograms.names.file"), toCSV([[t("pictograms.names.meaning"), t("pictograms.names.name")], ...all.map((of) => [inLanguage(t.language, of, "meaning"), `${of.fileName}.png`])]));
  return (
    <section className={styles.set} aria-labelledby="whole-set">
      <h2 id="whole-set">{t("pictograms.set")}</h2>
      <p>{t("pictograms.set.how")}</p>
      <div className="cluster">
        <FileTrigger acceptedFileTypes={[".zip", "application/zip"]} onSelect={(files) => check(files?.[0], take.start)}>
          <Button kind="primary" isPending={take.isPending}>{t("pictograms.set.choose")}</Button>
        </FileTrigger>
        <Button onPress={names}>{t("pictograms.names")}</Button>
        {all.some((of) => of.digest) && <AllBack onBack={() => setReport(null)} />}
      </div>
      {wrong ? <p role="alert" className={styles.wrong}>{wrong}</p> : <ErrorNote problem={take.problem && { ...take.problem, fields: {} }} />}
      {report && <Report key={report.changeId} of={report} onBack={() => setReport(null)} />}
    </section>
  );
}

function AllBack({ onBack }: { onBack: () => void }) {
  const t = useT();
  const undo = useUndo();
  const back = useChange({
    run: (_: null, id) => resetPictograms([], id), refresh,
    onDone: (change) => {
      onBack();
      undo(t("pictograms.resetAll.done"), () => undoChange(change.changeId ?? "", requestId()), refresh);
    },
  });
  return (
    <>
      <Button kind="quiet" isPending={back.isPending} onPress={() => back.start(null)}>{t("pictograms.resetAll")}</Button>
      <ErrorNote problem={back.problem} />
    </>
  );
}

/** It takes the focus: this is what somebody waited for. */
function Report({ of, onBack }: { of: PictogramChange; onBack: () => void }) {
  const t = useT();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const back = useChange({ run: (_: null, id) => undoChange(of.changeId ?? "", id), refresh, onDone: onBack });
  const refused = of.refused ?? [];
  return (
    <div className={styles.report}>
      <h3 ref={title} tabIndex={-1}>{t.count("pictograms.taken", of.pictograms?.length ?? 0)}</h3>
      {refused.length > 0 && (
        <>
          <p>{t.count("pictograms.refused", refused.length)}</p>
          <ul>
            {refused.map((one) => <li key={one.file}><strong>{one.file}</strong>: {inLanguage(t.language, one, "why")}</li>)}
          </ul>
        </>
      )}
      <div className="cluster">
        {of.changeId && <Button isPending={back.isPending} onPress={() => back.start(null)}>{t("pictograms.set.undo")}</Button>}
        <Button kind="quiet" onPress={onBack}>{t("common.close")}</Button>
      </div>
      <ErrorNote problem={back.problem} />
    </div>
  );
}
