/** What people told, laid side by side: only what the reader may see, for the talk and never for the people themselves (M-18, M-19). */
import { useQuery } from "@tanstack/react-query";
import { asked, type Question, questionsQuery, textOf, valueOf, wordsOf } from "@/app/questions";
import { Table } from "@/design/Table";
import { useT } from "@/i18n/staff";
import styles from "./lookback.module.css";
import { useCalled } from "./people";
import type { Evaluation } from "./queries";
import { AnswerView } from "./Told";

export function SideBySide({ of }: { of: Evaluation }) {
  const t = useT();
  const told = of.reflections ?? [];
  const people = of.clientIds ?? [];
  const { nameOf } = useCalled(people);
  const questions = asked(useQuery(questionsQuery(of.questionsVersion)).data);
  const columns = [
    ...people.map((id) => ({ id, name: nameOf(id, true), told: told.find((one) => one.clientId === id) })),
    { id: "", name: t("evaluation.interim.own"), told: told.find((one) => !one.clientId) },
  ].filter((column) => column.told);
  const rows = questions.filter((one) => columns.some(({ told: of }) => valueOf(of, one.key) || wordsOf(of, one.key)));
  if (columns.length < 2 || rows.length === 0) return <TalkAbout of={of} />;
  return (
    <section className="stack">
      <div>
        <h2>{t("lookback.side.title")}</h2>
        <p className="soft">{t("lookback.side.lead")}</p>
      </div>
      <Table
        caption={t("lookback.side.title")}
        rows={rows}
        rowKey={(question) => question.key ?? ""}
        columns={[
          { id: "question", heading: t("lookback.side.question"), cell: (question) => textOf(t.language, question, t("lookback.the.other")) },
          ...columns.map((column) => ({
            id: column.id || "own",
            heading: column.name,
            cell: (question: Question) => (
              <span className={styles.cell}>
                <AnswerView of={question} value={valueOf(column.told, question.key)} own={!column.id} />
                {wordsOf(column.told, question.key)}
                {!valueOf(column.told, question.key) && !wordsOf(column.told, question.key) && <span className="soft">{t("lookback.side.none")}</span>}
              </span>
            ),
          })),
        ]}
      />
      <TalkAbout of={of} />
    </section>
  );
}

/** Where a talk could begin, in sentences. */
function TalkAbout({ of }: { of: Evaluation }) {
  const t = useT();
  const about = of.talkAbout ?? [];
  if (about.length === 0) return null;
  return (
    <div className={styles.talk}>
      <h3>{t("lookback.talk.title")}</h3>
      <ul>{about.map((one) => <li key={one.code}>{t.language === "en" ? one.en : one.nl}</li>)}</ul>
      <p className="small">{t("lookback.talk.private")}</p>
    </div>
  );
}
