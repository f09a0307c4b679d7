/** One pictogram: what it means, ours and the organisation's own beside each other, and another file for it. */
import { FileTrigger } from "react-aria-components";
import { requestId } from "@/api/client";
import type { Problem } from "@/api/problem";
import { useNamedPictogram } from "@/app/named-pictogram";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { toast } from "@/design/Toast";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import styles from "./pictograms.module.css";
import { type OnePictogram, type PictogramChange, refresh, replacePictogram, resetPictograms, undoChange } from "./queries";
import { useSmaller } from "./too-large";

export function PictogramRow({ of }: { of: OnePictogram }) {
  const t = useT();
  const undo = useUndo();
  const [wrong, check] = useSmaller();
  const meaning = inLanguage(t.language, of, "meaning");
  const done = (change: PictogramChange, text: string) =>
    change.changeId ? undo(text, () => undoChange(change.changeId ?? "", requestId()), refresh) : toast(t("pictograms.same", { meaning }));
  const replace = useChange({ run: replacePictogram, refresh, onDone: (change) => done(change, t("pictograms.replaced", { meaning })) });
  const reset = useChange({ run: resetPictograms, refresh, onDone: (change) => done(change, t("pictograms.resetOne", { meaning })) });
  return (
    <article className={styles.row} aria-label={meaning}>
      <div className={styles.pair}>
        <Side of={of} ours words={t("pictograms.ours")} />
        {of.digest && <Side of={of} words={t("pictograms.own")} />}
      </div>
      <h3>{meaning}</h3>
      <p className="soft small">{t("pictograms.file", { file: `${of.fileName}.png` })}</p>
      <div className="cluster">
        <FileTrigger acceptedFileTypes={["image/png", "image/jpeg", "image/webp"]} onSelect={(files) => check(files?.[0], (file) => replace.start({ of, file }))}>
          <Button size="small" isPending={replace.isPending} aria-label={t(of.digest ? "pictograms.other.of" : "pictograms.choose.of", { meaning })}>
            {t(of.digest ? "pictograms.other" : "pictograms.choose")}
          </Button>
        </FileTrigger>
        {of.digest && (
          <Button size="small" kind="quiet" isPending={reset.isPending} onPress={() => reset.start([of.name ?? ""])} aria-label={t("pictograms.reset.of", { meaning })}>
            {t("pictograms.reset")}
          </Button>
        )}
      </div>
      {wrong ? <p role="alert" className={styles.wrong}>{wrong}</p> : <ErrorNote problem={about(replace.problem ?? reset.problem)} />}
    </article>
  );
}

/** There is one field, and what is wrong with it is all there is to say. */
const about = (problem: Problem | null): Problem | null => problem && { ...problem, fields: {} };

function Side({ of, words, ours = false }: { of: OnePictogram; words: string; ours?: boolean }) {
  const drawing = useNamedPictogram(of.name);
  return (
    <figure className={styles.side}>
      <span className={styles.picture}>{drawing && <Pictogram of={drawing} size="4.5rem" plate ours={ours} />}</span>
      <figcaption className="soft small">{words}</figcaption>
    </figure>
  );
}
