/** Lines one may open: what is not kept, and what is kept and not shown. */
import { ReadAloud } from "@/design/ReadAloud";
import { aloudOf } from "@/client/words";
import styles from "./mydata.module.css";

export function Fold({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <details className={styles.fold}>
      <summary>{title}</summary>
      <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>
      <ReadAloud text={aloudOf([title, ...lines])} withWords />
    </details>
  );
}
