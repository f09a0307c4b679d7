/**
 * The frame of every staff page: the document's title, one h1 (which takes the focus after a navigation, so that a
 * screen reader says where you are), what you can do here, and the content.
 */
import { type ReactNode, useEffect, useRef } from "react";
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
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Optrek`;
    // Only after a navigation inside the app: on the first load the browser's own order is right.
    if (performance.now() > 3000 || document.activeElement !== document.body) heading.current?.focus({ preventScroll: true });
  }, [title]);
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
