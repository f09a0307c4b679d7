/** A large place to go on the client's face: a pictogram, two or three words, and a voice. */
import type { ReactNode } from "react";
import { useLink } from "./link";
import { cx } from "./class";
import { type Drawing, Pictogram } from "./Pictogram";
import { ReadAloud } from "./ReadAloud";
import styles from "./BigTile.module.css";

export type Pool = "apricot" | "leaf" | "sky" | "rose" | "lilac";

export interface BigTileProps {
  /** Full path, for example /mijn/mensen. */
  href: string;
  words: string;
  pictogram: Drawing;
  pool?: Pool;
  /** Something small and kind under the words, for example a name. */
  note?: ReactNode;
}

export function BigTile({ href, words, pictogram, pool = "apricot", note }: BigTileProps) {
  const link = useLink(href);
  return (
    <div className={cx(styles.tile, styles[pool])}>
      <a {...link} className={styles.link}>
        <Pictogram of={pictogram} size="var(--tile-picture)" plate />
        <span className={styles.words}>
          <span>{words}</span>
          {note && <span className={styles.note}>{note}</span>}
        </span>
      </a>
      <span className={styles.voice}><ReadAloud text={words} /></span>
    </div>
  );
}
