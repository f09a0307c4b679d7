/** Nothing here (yet): what that means, said kindly, and at most one thing to do. Silence is often good news. */
import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";
import { type Drawing, Pictogram } from "./Pictogram";

export function EmptyState({ title, text, pictogram, action }: { title: string; text?: string; pictogram?: Drawing; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {pictogram && <Pictogram of={pictogram} size="6.5rem" plate />}
      <div className={styles.words}>
        <h2>{title}</h2>
        {text && <p>{text}</p>}
      </div>
      {action}
    </div>
  );
}
