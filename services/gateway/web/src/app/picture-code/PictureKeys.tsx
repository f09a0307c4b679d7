/**
 * One picture of a picture code, out of twelve. What was chosen is never shown: round marks say how many. A press goes on to the
 * next; one back and all over again are always there. These stay ours: before somebody signed in nobody knows whose pictures to
 * show, and what somebody chose has to be found back after their organisation took another set.
 */
import { cx } from "@/design/class";
import { Pictogram } from "@/design/Pictogram";
import styles from "./PictureKeys.module.css";
import { drawingOf, type Picture, pictures, type Place, usePicturesT } from "./pictures";

export interface PictureKeysProps {
  chosen: number;
  length: number;
  onPick: (picture: Picture) => void;
  onBack: () => void;
  onAgain: () => void;
  busy?: boolean;
}

export function PictureKeys({ chosen, length, onPick, onBack, onAgain, busy = false }: PictureKeysProps) {
  const t = usePicturesT();
  return (
    <div className={styles.keys}>
      <p className={styles.marks} role="status">
        <span className="visually-hidden">{t(`pictures.have.${chosen as 0 | Place}`)}</span>
        {Array.from({ length }, (_, place) => <span key={place} className={cx(styles.mark, place < chosen && styles.full)} aria-hidden="true" />)}
      </p>
      <ul className={`${styles.grid} plain-list`}>
        {pictures.map((picture) => (
          <li key={picture}>
            <button type="button" className={styles.key} data-picture={picture} disabled={busy} onClick={() => onPick(picture)}>
              <Pictogram of={drawingOf[picture]} size="clamp(3.5rem, 18vw, 6rem)" ours />
              <span>{t(`pictures.${picture}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.ways}>
        <button type="button" className={styles.way} disabled={busy || chosen === 0} onClick={onBack}>{t("pictures.stepBack")}</button>
        <button type="button" className={styles.way} disabled={busy || chosen === 0} onClick={onAgain}>{t("pictures.again")}</button>
      </div>
    </div>
  );
}
