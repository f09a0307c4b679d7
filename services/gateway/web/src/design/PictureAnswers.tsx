/**
 * One question with pictures as answers, for the client's face. Plain radio buttons underneath: arrows, space and every
 * switch device work. Choosing does not send anything yet; skipping is always there and always fine.
 */
import { useId, type ReactNode } from "react";
import { useCommonT } from "@/i18n/common";
import { type Drawing, Pictogram } from "./Pictogram";
import { ReadAloud } from "./ReadAloud";
import styles from "./PictureAnswers.module.css";

export interface PictureAnswer<V extends string> {
  value: V;
  words: string;
  pictogram: Drawing;
}

export interface PictureAnswersProps<V extends string> {
  question: string;
  answers: readonly PictureAnswer<V>[];
  value: V | null;
  onChange: (value: V) => void;
  onNext: () => void;
  onSkip: () => void;
  onBack?: () => void;
  /** Which question this is, when there are more. */
  place?: { n: number; total: number };
  children?: ReactNode;
}

export function PictureAnswers<V extends string>(props: PictureAnswersProps<V>) {
  const { question, answers, value, onChange, place, children } = props;
  const t = useCommonT();
  const name = useId();
  const aloud = `${question} ${answers.map((answer) => answer.words).join(". ")}`;
  return (
    <form
      className={styles.question}
      onSubmit={(event) => {
        event.preventDefault();
        props.onNext();
      }}
    >
      {place && place.total > 1 && <p className={styles.place}>{t("common.question", place)}</p>}
      <fieldset>
        <legend className={styles.legend}>{question}</legend>
        <div className={styles.aloud}><ReadAloud text={aloud} withWords /></div>
        <div className={styles.answers}>
          {answers.map((answer) => (
            <label key={answer.value} className={styles.answer}>
              <input type="radio" name={name} value={answer.value} checked={value === answer.value} onChange={() => onChange(answer.value)} />
              <Pictogram of={answer.pictogram} size="clamp(4rem, 12vw, 6.5rem)" plate />
              <span>{answer.words}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {children}
      <div className={styles.ways}>
        {props.onBack && <button type="button" className={styles.back} onClick={props.onBack}>{t("common.back")}</button>}
        <button type="button" className={styles.skip} onClick={props.onSkip}>{t("common.skip")}</button>
        <button type="submit" className={styles.next} disabled={value === null}>{t("common.next")}</button>
      </div>
    </form>
  );
}
