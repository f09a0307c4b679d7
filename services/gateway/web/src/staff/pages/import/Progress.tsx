/** How far it is, in rows of a file: a bar, and the same in words. */
import { useId } from "react";
import { useT } from "@/i18n/staff";
import styles from "./import.module.css";

export function Progress({ done, total }: { done: number; total: number }) {
  const t = useT();
  const id = useId();
  return (
    <div className={styles.progress}>
      <progress aria-labelledby={id} value={total > 0 ? done : 0} max={Math.max(total, 1)} />
      <p id={id}>{t("import.progress", { done: format(done), total: format(total) })}</p>
    </div>
  );
}

const format = (n: number) => n.toLocaleString("nl-NL");
