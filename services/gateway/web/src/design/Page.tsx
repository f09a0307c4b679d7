/**
 * The frame of every staff page: the document's title, one h1 (which takes the focus after a navigation, so that a
 * screen reader says where you are), what you can do here, and the content.
 */
import type { ReactNode } from "react";
import { useArrival } from "./arrival";
import styles from "./Page.module.css";

export interface PageProps {
  title: string;
  lead?: ReactNode;
  /** Above the title: usually a link back to the list. */
  above?: ReactNode;
  /** Right of the title: the one or two things people come here to do. */
  actions?: ReactNode;
  /** "text" keeps lines readable for forms and stories; "wide" is for tables and boards. */
  width?: "text" | "wide";
  children?: ReactNode;
}

export function Page({ title, lead, above, actions, width = "wide", children }: PageProps) {
  const heading = useArrival(title);
  return (
    <article className={styles.page} data-width={width}>
      {above && <div className={styles.above}>{above}</div>}
      <header className={styles.header}>
        <div className={styles.heading}>
          <h1 ref={heading} tabIndex={-1}>{title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </article>
  );
}
