/** Choosing a file with a button, or dropping it: the button does everything the dropping does. */
import { useState } from "react";
import { DropZone, FileTrigger } from "react-aria-components";
import { Button } from "@/design/Button";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/staff";
import { IdentificationCard } from "@/pictograms";
import { toBase64 } from "./csv";
import styles from "./import.module.css";
import type { ChosenFile } from "./queries";

const largest = 20 * 1024 * 1024;

export function ChooseFile({ file, onChoose }: { file: ChosenFile | null; onChoose: (file: ChosenFile | null) => void }) {
  const t = useT();
  const [wrong, setWrong] = useState<"tooBig" | "empty" | "unreadable" | null>(null);
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    const trouble = chosen.size > largest ? "tooBig" : chosen.size === 0 ? "empty" : null;
    setWrong(trouble);
    if (trouble) return;
    try {
      onChoose({ name: chosen.name, content: toBase64(new Uint8Array(await chosen.arrayBuffer())) });
    } catch {
      setWrong("unreadable");
    }
  };
  return (
    <section className={styles.file}>
      <h2>{t("import.file.title")}</h2>
      <p>{t("import.file.text")}</p>
      <DropZone
        className={styles.drop}
        aria-label={t("import.file.drop")}
        onDrop={(event) => {
          const dropped = event.items.find((item) => item.kind === "file");
          if (dropped?.kind === "file") void dropped.getFile().then(read);
        }}
      >
        <Pictogram of={IdentificationCard} size="3.5rem" plate />
        {file && <p className={styles.name} role="status">{t("import.file.chosen", { name: file.name })}</p>}
        <FileTrigger acceptedFileTypes={[".csv", "text/csv", ".txt", ".tsv", ".json", ".ndjson", "application/json"]} onSelect={(files) => void read(files?.[0])}>
          <Button kind={file ? "secondary" : "primary"}>{t(file ? "import.file.other" : "import.file.choose")}</Button>
        </FileTrigger>
        <p className="soft">{t("import.file.drop")}</p>
      </DropZone>
      {wrong && <p role="alert" className={styles.wrong}>{t(`import.file.${wrong}`)}</p>}
    </section>
  );
}
