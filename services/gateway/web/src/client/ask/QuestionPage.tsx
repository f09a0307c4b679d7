/** A whole page for one question: the question is the heading, the pictures are the answers. */
import type { ReactNode } from "react";
import { useT } from "@/i18n/client";
import { ClientPage, type ClientPageProps } from "../ClientPage";
import { Ask, type AskProps } from "./Ask";
import styles from "./Ask.module.css";

export interface QuestionPageProps<V extends string> extends AskProps<V>, Pick<ClientPageProps, "about"> {
  hint?: string;
  back: string;
  moment?: string;
  /** Which question this is, when there are more. */
  place?: { n: number; total: number };
  /** Between the question and the answers. */
  above?: ReactNode;
}

export function QuestionPage<V extends string>({ hint, back, moment, about, place, above, ...ask }: QuestionPageProps<V>) {
  const t = useT();
  return (
    <ClientPage title={ask.question} question={hint} back={back} moment={moment} about={about} aloud={ask.choices.map((choice) => choice.words)}>
      {place && place.total > 1 && <Steps {...place} label={t("common.question", place)} />}
      {above}
      <Ask {...ask} />
    </ClientPage>
  );
}

/** Beads on a string: where we are among a few questions, without a figure to read. */
function Steps({ n, total, label }: { n: number; total: number; label: string }) {
  return (
    <div className={styles.steps} role="img" aria-label={label}>
      {Array.from({ length: total }, (_, index) => <i key={index} data-been={index < n || undefined} />)}
    </div>
  );
}
