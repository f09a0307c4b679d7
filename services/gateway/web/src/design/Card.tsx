/** A piece of paper with one subject. With `href` the whole card leads somewhere, through the link in its title. */
import type { ReactNode } from "react";
import { cx } from "./class";
import styles from "./Card.module.css";
import { useLink } from "./link";

export interface CardProps {
  title?: ReactNode;
  /** Heading level of the title, so that the page's outline stays right. */
  level?: 2 | 3;
  href?: string;
  /** Before the title: initials or a pictogram. */
  mark?: ReactNode;
  /** A quiet line under the title. */
  note?: ReactNode;
  /** Buttons at the foot. */
  actions?: ReactNode;
  tone?: "plain" | "apricot" | "leaf" | "sky" | "rose" | "lilac";
  children?: ReactNode;
}

export function Card({ title, level = 2, href, mark, note, actions, tone = "plain", children }: CardProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={cx(styles.card, styles[tone], href && styles.linked)}>
      {(title || mark) && (
        <header className={styles.header}>
          {mark}
          <div className={styles.words}>
            {title && <Heading className={styles.title}>{href ? <CardLink href={href}>{title}</CardLink> : title}</Heading>}
            {note && <p className={styles.note}>{note}</p>}
          </div>
        </header>
      )}
      {children}
      {actions && <footer className={styles.actions}>{actions}</footer>}
    </section>
  );
}

function CardLink({ href, children }: { href: string; children: ReactNode }) {
  return <a {...useLink(href)} className={styles.link}>{children}</a>;
}
