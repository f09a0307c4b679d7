/** One thing that is kept: a tile with its picture that opens, and inside a line for each thing it says, each with a picture and a voice. */
import { answer, api } from "@/api/client";
import { NamedPicture } from "@/app/KindPicture";
import { type Correction, type Field, type Item, labelOf, pictureOf, saidIn, type Section, wordsOf } from "@/app/personal-data";
import kit from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { aloudOf } from "@/client/words";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { linePicture, pictureNameOf, plainLines } from "./lines";
import styles from "./mydata.module.css";

interface ThingProps {
  section: Section;
  item: Item;
  /** By what one knows it among the others; a thing that is alone is open and needs none. */
  head: Field | undefined;
  open: boolean;
  onOpen: () => void;
  /** Also what only a computer needs. */
  all: boolean;
  marked: readonly Correction[];
}

export function Thing({ section, item, head, open, onOpen, all, marked }: ThingProps) {
  const t = useT();
  const plain = plainLines(section, item);
  // What stands on the tile is not said again below it; only where there is nothing else.
  const lines = all ? saidIn(item) : plain.length > 1 ? plain.filter((field) => field !== head) : plain;
  const words = head ? wordsOf(t.language, head).join(", ") : "";
  const spoken = (all ? lines : plain).map((field) => `${labelOf(t.language, field)}: ${wordsOf(t.language, field).join(", ")}`);
  return (
    <section className={kit.card}>
      {head && (
        <div className={styles.head}>
          <button type="button" className={styles.opener} aria-expanded={open} onClick={onOpen}>
            <ThingMark section={section} item={item} words={words} />
            <span className={styles.headWords}>{words}</span>
            <span className={styles.arrow} aria-hidden="true" />
          </button>
          <ReadAloud text={aloudOf(spoken)} />
        </div>
      )}
      {open && (
        <ul className={styles.lines}>
          {lines.map((field) => <Line key={field.key} field={field} asked={marked.find((one) => one.field === field.key)} />)}
        </ul>
      )}
    </section>
  );
}

/** A person by their letters, a wish by its own picture, anything else by what it is about. */
export function ThingMark({ section, item, words, size = "3.5rem" }: { section: Section; item: Item; words: string; size?: string }) {
  const ofPeople = ["contact", "map_snapshot_contact", "guide", "acquaintance", "match"].includes(section.key ?? "");
  if (ofPeople) return <Initials name={words} size={size} />;
  return <NamedPicture name={pictureNameOf(item) || undefined} size={size} otherwise={pictureOf(section)} />;
}

function Line({ field, asked }: { field: Field; asked: Correction | undefined }) {
  const t = useT();
  const label = labelOf(t.language, field);
  const words = wordsOf(t.language, field);
  const back = useTell((_: string, requestId) => answer(api.POST("/api/v1/corrections/{id}:close", { params: { path: { id: asked?.id ?? "" } }, body: { requestId } })), "corrections");
  return (
    <li className={styles.line}>
      <div className={styles.said}>
        <Pictogram of={linePicture(field)} size="3rem" plate />
        <div className={styles.saidWords}>
          <p className={styles.label}>{label}</p>
          {words.map((line) => <p key={line} className={styles.words}>{line}</p>)}
        </div>
        <ReadAloud text={aloudOf([label, ...words])} />
      </div>
      {asked && (
        <div className={styles.marked}>
          <p>{t("mydata.wrong.said")}</p>
          <button type="button" className={buttonClass("secondary")} aria-label={`${t("mydata.wrong.back")}: ${label}`} aria-disabled={back.busy || undefined} onClick={() => !back.busy && back.send("back")}>
            {t("mydata.wrong.back")}
          </button>
          <ErrorNote problem={back.problem} onRetry={back.again} />
          {back.waiting && <Waiting />}
        </div>
      )}
    </li>
  );
}
