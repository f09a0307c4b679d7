/** Waiting: three calm dots and a sentence. Shows only when the wait lasts, so that fast pages do not flicker. */
import { useCommonT } from "@/i18n/common";
import styles from "./Loading.module.css";

export function Loading({ inline = false, label }: { inline?: boolean; label?: string }) {
  const t = useCommonT();
  const dots = (
    <span className={styles.dots} aria-hidden="true">
      <i /><i /><i />
    </span>
  );
  if (inline) return dots;
  return (
    <div className={styles.loading} role="status">
      {dots}
      <span>{label ?? t("common.loading")}</span>
    </div>
  );
}

/** The shape of a list that is on its way. */
export function LoadingRows({ rows = 4 }: { rows?: number }) {
  const t = useCommonT();
  return (
    <div className={styles.rows} role="status">
      <span className="visually-hidden">{t("common.loading")}</span>
      {Array.from({ length: rows }, (_, row) => <span key={row} className={styles.row} />)}
    </div>
  );
}
