/** A step that did not go through; after somebody else's change simply that, because the page shows how it is now. */
import type { Problem } from "@/api/problem";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/staff";
import { isOvertaken } from "@/staff/change";
import styles from "./activities.module.css";

export function StepNote({ problem }: { problem: Problem | null }) {
  const t = useT();
  if (!isOvertaken(problem)) return <ErrorNote problem={problem} />;
  return <p role="alert" className={styles.overtaken}>{t("activities.overtaken.short")}</p>;
}
