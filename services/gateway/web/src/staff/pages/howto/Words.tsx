/** The words of one step: why, and three or four things to do. */
import { useT } from "@/i18n/staff";
import type { Subject } from "./subjects";
import styles from "./howto.module.css";

const hints = ["1", "2", "3"] as const;

export function Words({ about }: { about: Subject }) {
  const t = useT();
  return (
    <div className={styles.words}>
      <p>{t(`howto.${about}`)}</p>
      <ul>{hints.map((hint) => <li key={hint}>{t(`howto.${about}.${hint}`)}</li>)}</ul>
    </div>
  );
}
