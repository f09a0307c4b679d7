/**
 * An API problem in words: the server's own sentence in the reader's language, else ours by code; the fields it named,
 * and a way to try again. It announces itself, and never blames the reader.
 */
import type { Problem } from "@/api/problem";
import type { CommonAreas } from "@/i18n/common";
import { useCommonT } from "@/i18n/common";
import type { Translate } from "@/i18n/core";
import { buttonClass } from "./button-class";
import styles from "./ErrorNote.module.css";

export interface ErrorNoteProps {
  problem: Problem | null | undefined;
  onRetry?: () => void;
  /** Labels of fields by path, so that the note can name them as the form does. */
  labels?: Record<string, string>;
}

export function problemText(problem: Problem, t: Translate<CommonAreas>): string {
  const told = problem.text[t.language] ?? problem.text.nl;
  if (told) return told;
  switch (problem.code) {
    case "OFFLINE": return t("common.error.OFFLINE");
    case "NOT_FOUND": return t("common.error.NOT_FOUND");
    case "PERMISSION_DENIED": return t("common.error.PERMISSION_DENIED");
    case "UNAUTHENTICATED": return t("common.error.UNAUTHENTICATED");
    case "UNAVAILABLE": return t("common.error.UNAVAILABLE");
    default: return t("common.error.UNKNOWN");
  }
}

export function ErrorNote({ problem, onRetry, labels = {} }: ErrorNoteProps) {
  const t = useCommonT();
  if (!problem) return null;
  const fields = Object.entries(problem.fields);
  // Of one in a list ("wish.interests[0]") the list has the label.
  const labelOf = (path: string) => labels[path] ?? labels[path.split("[")[0]!];
  return (
    <div className={styles.note} role="alert">
      <p className={styles.title}>{t("common.error.title")}</p>
      <p>{problemText(problem, t)}</p>
      {fields.length > 0 && (
        <ul className={styles.fields}>
          {fields.map(([path, text]) => (
            <li key={path}>{labelOf(path) ? <><strong>{labelOf(path)}</strong>: {text}</> : text}</li>
          ))}
        </ul>
      )}
      {problem.reference && <p className="small">{t("common.error.reference", { id: problem.reference })}</p>}
      {onRetry && <button type="button" className={buttonClass("secondary", "small")} onClick={onRetry}>{t("common.retry")}</button>}
    </div>
  );
}
