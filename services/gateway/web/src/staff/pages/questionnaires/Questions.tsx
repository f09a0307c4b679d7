/** The questions of a questionnaire as a list, with the answers one can choose and what was said, when there is something to show. */
import { type Questionnaire, type Said, textOf } from "@/app/questionnaire";
import { useT } from "@/i18n/staff";
import { useFormat } from "@/i18n/format";
import styles from "./questionnaires.module.css";

export function Questions({ of, said }: { of: Questionnaire; said?: readonly Said[] }) {
  const t = useT();
  const english = t.language === "en";
  let heading = "";
  return (
    <ol className={styles.questions}>
      {(of.questions ?? []).map((question) => {
        const first = !!question.heading && question.heading !== heading;
        heading = question.heading ?? "";
        const answered = said?.find((one) => one.linkId === question.linkId);
        if (said && !answered) return null;
        return (
          <li key={question.linkId} data-line={question.kind === "KIND_LINE" || undefined}>
            {first && <p className={styles.heading}>{question.heading}</p>}
            <p>{textOf(question, english)}</p>
            {said ? <Answer of={answered} choices={question.choices ?? []} /> : <Ways of={question} />}
          </li>
        );
      })}
    </ol>
  );
}

function Ways({ of }: { of: NonNullable<Questionnaire["questions"]>[number] }) {
  const t = useT();
  const format = useFormat();
  const english = t.language === "en";
  const ways = [
    of.kind === "KIND_YES_NO" && `${t("common.yes")}, ${t("common.no")}`,
    of.kind === "KIND_CHOICE" && (of.choices ?? []).map((choice) => textOf(choice, english)).join(" · "),
    of.kind === "KIND_WORDS" && t("questionnaires.ownWords"),
    of.several && t("questionnaires.several"),
    (of.conditions ?? []).length > 0 && t("questionnaires.conditional"),
  ].filter((way): way is string => typeof way === "string");
  return ways.length > 0 ? <p className="soft small">{format.list(ways)}</p> : null;
}

function Answer({ of, choices }: { of?: Said; choices: readonly { code?: string; text?: string; textEn?: string }[] }) {
  const t = useT();
  const format = useFormat();
  if (!of || of.skipped) return <p className="soft">{t("questionnaires.skipped")}</p>;
  const word = (code: string) =>
    choices.length === 0 ? t(code === "true" ? "common.yes" : "common.no") : textOf(choices.find((choice) => choice.code === code) ?? {}, t.language === "en");
  return <p className={styles.said}>{of.words || format.list((of.codes ?? []).map(word))}</p>;
}
