/** The frame of every page on the client's face: where you are (read aloud), one thing to do, and the way back. */
import type { ReactNode } from "react";
import { useArrival } from "@/design/arrival";
import { ReadAloud } from "@/design/ReadAloud";
import { useLink } from "@/design/link";
import { useT } from "@/i18n/client";
import styles from "./ClientPage.module.css";

export interface ClientPageProps {
  title: string;
  /** The one question or sentence below the title. */
  question?: string;
  /** Where "back" goes; the start by default. */
  back?: string;
  /** The start itself has no way back. */
  home?: boolean;
  children?: ReactNode;
}

export function ClientPage({ title, question, back = "/mijn", home = false, children }: ClientPageProps) {
  const t = useT();
  const heading = useArrival(title);
  const goBack = useLink(back);
  return (
    <article className={styles.page}>
      {!home && <a {...goBack} className={styles.back}><span aria-hidden="true">←</span> {t("client.back")}</a>}
      <header className={styles.header}>
        <div className={styles.words}>
          <h1 ref={heading} tabIndex={-1}>{title}</h1>
          {question && <p className={styles.question}>{question}</p>}
        </div>
        <ReadAloud text={question ? `${title}. ${question}` : title} />
      </header>
      {children}
    </article>
  );
}
