/** What somebody told, read back with the words it was asked with (O-04) and the same pictures. Told, never added up. */
import { useQuery } from "@tanstack/react-query";
import { asked, lookOf, type Question, questionsQuery, textOf, type Value, valueOf, wordsOf } from "@/app/questions";
import { Pictogram } from "@/design/Pictogram";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import styles from "./evaluation.module.css";
import { pictureFor } from "./pictures";
import type { Reflection } from "./queries";
import { useSayValue } from "./say";

export interface ToldProps {
  of: Reflection;
  /** The version of the questions. */
  version: string | undefined;
  /** Who the others are, for the question. */
  others: string;
  own?: boolean;
}

export function Told({ of, version, others, own = false }: ToldProps) {
  const t = useT();
  const format = useFormat();
  const questions = asked(useQuery(questionsQuery(version)).data);
  const ask = (question: Question) => (own && lookOf(t.language, question)) || textOf(t.language, question, others);
  const given = questions.filter((one) => valueOf(of, one.key) && valueOf(of, one.key) !== "SKIPPED");
  const skipped = questions.filter((one) => valueOf(of, one.key) === "SKIPPED");
  const said = questions.filter((one) => wordsOf(of, one.key));
  return (
    <div className={styles.told}>
      {said.map((one) => (
        <div key={one.key}>
          {one.key !== "words" && <p className="soft small">{ask(one)}</p>}
          {own ? <p className={styles.words}>{wordsOf(of, one.key)}</p> : <blockquote className={styles.quote}>{wordsOf(of, one.key)}</blockquote>}
        </div>
      ))}
      {given.length > 0 && (
        <dl className={styles.answers}>
          {given.map((one) => (
            <div key={one.key}>
              <dt>{ask(one)}</dt>
              <dd><AnswerView of={one} value={valueOf(of, one.key)} own={own} /></dd>
            </div>
          ))}
        </dl>
      )}
      {skipped.length > 0 && <p className="soft small">{t("evaluation.told.skipped", { parts: format.list(skipped.map((one) => `“${ask(one)}”`)) })}</p>}
    </div>
  );
}

/** One answer: a picture and a word. */
export function AnswerView({ of, value, own }: { of: Question; value: Value | undefined; own?: boolean }) {
  const say = useSayValue();
  if (!value) return null;
  return <>{value !== "SKIPPED" && <Pictogram of={pictureFor(of, value)} size="1.75rem" plate />} {say(of.key, value, own)}</>;
}
