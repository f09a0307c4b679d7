/**
 * Pictures as answers, each with its own voice. Plain radio buttons or tick boxes underneath, so that arrows, space and every
 * switch device work. A tap only chooses; "next" sends. Skipping is always there and always fine.
 */
import { type ReactNode, useId } from "react";
import type { Problem } from "@/api/problem";
import { cx } from "@/design/class";
import { ErrorNote } from "@/design/ErrorNote";
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import styles from "./Ask.module.css";
import { Waiting } from "../Waiting";

export interface Choice<V extends string> {
  value: V;
  words: string;
  /** A second, quiet line. */
  note?: string;
  picture?: Drawing;
  /** Instead of a picture: initials, for a person. */
  mark?: ReactNode;
}

export interface AskProps<V extends string> {
  question: string;
  choices: readonly Choice<V>[];
  chosen: readonly V[];
  onChoose: (chosen: V[]) => void;
  several?: boolean;
  /** Of several at least one: choosing nothing is what "skip" is for. */
  some?: boolean;
  /** Many answers: smaller pictures, two beside each other on a phone. */
  many?: boolean;
  onNext: () => void;
  onSkip?: () => void;
  next?: string;
  busy?: boolean;
  waiting?: boolean;
  problem?: Problem | null;
  onAgain?: () => void;
  children?: ReactNode;
}

export function Ask<V extends string>(props: AskProps<V>) {
  const { choices, chosen, onChoose, several = false, many = false } = props;
  const t = useT();
  const name = useId();
  const choose = (value: V) => {
    if (!several) return onChoose([value]);
    onChoose(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  };
  return (
    <form
      className={styles.ask}
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.busy) props.onNext();
      }}
    >
      <fieldset>
        <legend className="visually-hidden">{props.question}</legend>
        <div className={cx(styles.answers, many && styles.many)}>
          {choices.map((choice) => (
            <div key={choice.value} className={styles.answer}>
              <label>
                <input type={several ? "checkbox" : "radio"} name={name} value={choice.value} checked={chosen.includes(choice.value)} onChange={() => choose(choice.value)} />
                {choice.mark ?? (choice.picture && <Pictogram of={choice.picture} size={many ? "4.5rem" : "clamp(4.25rem, 11vw, 7rem)"} plate />)}
                <span className={styles.words}>
                  <span>{choice.words}</span>
                  {choice.note && <span className={styles.note}>{choice.note}</span>}
                </span>
              </label>
              <span className={styles.voice}><ReadAloud text={choice.words} /></span>
            </div>
          ))}
        </div>
      </fieldset>
      {props.children}
      <ErrorNote problem={props.problem} onRetry={props.onAgain} />
      {props.waiting && <Waiting />}
      <div className={cx(styles.ways, many && styles.sticky)}>
        {props.onSkip && <button type="button" onClick={props.onSkip}>{t("client.skip")}</button>}
        <button type="submit" className={styles.next} aria-disabled={props.busy || undefined} disabled={(!several || props.some) && choices.length > 0 && chosen.length === 0}>
          {props.next ?? t("common.next")}
        </button>
      </div>
    </form>
  );
}
