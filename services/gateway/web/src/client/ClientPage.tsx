/** The frame of every page on the client's face: where you are (read aloud), one thing to do, and the way back. */
import { type ReactNode, useEffect } from "react";
import { useArrival } from "@/design/arrival";
import { ReadAloud } from "@/design/ReadAloud";
import { useLink } from "@/design/link";
import { useT } from "@/i18n/client";
import styles from "./ClientPage.module.css";
import { type About, useMore } from "./more";
import { aloudOf } from "./words";

export interface ClientPageProps {
  title: string;
  /** The one question or sentence below the title. */
  question?: string;
  /** More to read aloud than what stands at the top: the answers, for example. */
  aloud?: readonly string[];
  /** Where "back" goes; the start by default. */
  back?: string;
  /** The start itself has no way back. */
  home?: boolean;
  /** Changes when something new is said on the same address: the heading then takes the focus. */
  moment?: string;
  /** What it explains to who wants more words, where its address does not say it. */
  about?: About;
  children?: ReactNode;
}

export function ClientPage({ title, question, aloud = [], back = "/mijn", home = false, moment, about, children }: ClientPageProps) {
  const t = useT();
  const heading = useArrival(title);
  const more = useMore(about);
  const goBack = useLink(back);
  useEffect(() => {
    if (!moment) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [moment, heading]);
  return (
    <article className={styles.page}>
      {!home && <a {...goBack} className={styles.back}><span aria-hidden="true">←</span> {t("client.back")}</a>}
      <header className={styles.header}>
        <div className={styles.words}>
          <h1 ref={heading} tabIndex={-1}>{title}</h1>
          {question && <p className={styles.question}>{question}</p>}
          {more && <p className={styles.more}>{more}</p>}
        </div>
        <ReadAloud text={aloudOf([title, question, more, ...aloud])} />
      </header>
      {children}
    </article>
  );
}
