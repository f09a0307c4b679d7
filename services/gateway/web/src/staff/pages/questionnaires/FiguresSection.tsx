/** What everybody together said, by quarter. Never of one person; each bar has its number in words beside it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Questionnaire } from "@/app/questionnaire";
import { Card } from "@/design/Card";
import { QueryView } from "@/design/QueryView";
import { Select } from "@/design/Select";
import { useT } from "@/i18n/staff";
import { type Figures, figuresQuery } from "./queries";
import styles from "./questionnaires.module.css";

export function FiguresSection({ of }: { of: Questionnaire }) {
  const t = useT();
  const all = useQuery(figuresQuery(of.id ?? ""));
  return (
    <Card title={t("questionnaires.together")} note={t("questionnaires.together.note")}>
      <QueryView query={all}>{(found) => (found.length === 0 ? <p>{t("questionnaires.together.none")}</p> : <Quarters all={found} />)}</QueryView>
    </Card>
  );
}

function Quarters({ all }: { all: readonly Figures[] }) {
  const t = useT();
  const [chosen, setChosen] = useState(all[0]?.quarter ?? "");
  const at = all.find((one) => one.quarter === chosen) ?? all[0];
  const name = (quarter = "") => t("questionnaires.quarter", { n: Math.floor((Number(quarter.slice(5, 7)) - 1) / 3) + 1, year: quarter.slice(0, 4) });
  return (
    <div className="stack" style={{ "--gap": "var(--space-4)" } as React.CSSProperties}>
      {all.length > 1 && (
        <Select label={t("questionnaires.quarter.choose")} value={chosen} onChange={setChosen} options={all.map((one) => ({ value: one.quarter ?? "", label: name(one.quarter) }))} />
      )}
      <h3>{name(at?.quarter)}</h3>
      {!at || at.tooFew ? <p>{t("questionnaires.tooFew")}</p> : <Bars of={at} />}
    </div>
  );
}

function Bars({ of }: { of: Figures }) {
  const t = useT();
  const most = of.people ?? 0;
  return (
    <>
      <p>{t("questionnaires.people", { n: most })}</p>
      {(of.questions ?? []).map((question) => (
        <figure key={question.linkId} className={styles.figure}>
          <figcaption>{question.text}</figcaption>
          {question.tooFew ? <p className="soft">{t("questionnaires.tooFew")}</p> : (
            <dl className={styles.bars}>
              {(question.choices ?? []).map((choice) => (
                <div key={choice.code}>
                  <dt>{choiceName(choice.code, choice.text, t)}</dt>
                  <dd>
                    <i style={{ inlineSize: `${Math.min(100, ((choice.people ?? 0) / Math.max(most, choice.people ?? 1)) * 100)}%` }} aria-hidden="true" />
                    <span>{t("questionnaires.about", { n: choice.people ?? 0 })}</span>
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {question.groupMean && <p className="soft small">{t("questionnaires.middle", { n: question.groupMean.replace(".", t.language === "nl" ? "," : ".") })}</p>}
        </figure>
      ))}
    </>
  );
}

function choiceName(code: string | undefined, text: string | undefined, t: ReturnType<typeof useT>): string {
  if (!code) return t("questionnaires.others");
  if (text) return text;
  return t(code === "true" ? "common.yes" : "common.no");
}
