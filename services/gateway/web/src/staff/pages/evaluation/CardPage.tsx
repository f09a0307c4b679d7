/** A card for on the table (O-07): the questions of this look back in easy words, with pictures to point at and room to write. No answers on it. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { asked, choicesOf, easyOf, type Question, questionsQuery } from "@/app/questions";
import { Button } from "@/design/Button";
import { Page } from "@/design/Page";
import { Pictogram } from "@/design/Pictogram";
import { QueryView } from "@/design/QueryView";
import { Ruled } from "@/design/Ruled";
import { Select } from "@/design/Select";
import { useT } from "@/i18n/staff";
import { questionPicture } from "@/app/question-pictures";
import styles from "./lookback.module.css";
import { useCalled } from "./people";
import { pictureFor } from "./pictures";
import { type Evaluation, evaluationQuery } from "./queries";
import { useSayValue } from "./say";

export function CardPage() {
  const t = useT();
  const { evaluationId } = useParams({ from: "/shell/tussenstand/$evaluationId/kaart" });
  const found = useQuery(evaluationQuery(evaluationId));
  const { called } = useCalled(found.data?.clientIds ?? []);
  return (
    <Page
      title={t("lookback.card.title")}
      lead={t("lookback.card.lead")}
      above={
        <Link className="no-print" to="/tussenstand/$evaluationId" params={{ evaluationId }}>
          {found.data ? t("evaluation.interim.of", { names: called(found.data.clientIds) }) : t("evaluation.interim.title")}
        </Link>
      }
      actions={<Button kind="primary" onPress={() => window.print()}>{t("common.print")}</Button>}
      width="text"
    >
      <QueryView query={found}>{(one) => <Card of={one} />}</QueryView>
    </Page>
  );
}

function Card({ of }: { of: Evaluation }) {
  const t = useT();
  const people = of.clientIds ?? [];
  const { called, nameOf } = useCalled(people);
  const [who, setWho] = useState(people[0] ?? "");
  const set = useQuery(questionsQuery(of.questionsVersion));
  const others = called(people.filter((id) => id !== who));
  return (
    <div className={styles.card}>
      <div className="no-print">
        <Select label={t("lookback.card.who")} value={who} onChange={setWho} options={people.map((id) => ({ value: id, label: nameOf(id, true) }))} />
      </div>
      <QueryView query={set}>
        {(found) => <ol className={styles.cardQuestions}>{asked(found).map((one) => <OnCard key={one.key} of={one} others={others} />)}</ol>}
      </QueryView>
      <p className="soft small">{t("lookback.card.skip")}</p>
    </div>
  );
}

function OnCard({ of, others }: { of: Question; others: string }) {
  const t = useT();
  const say = useSayValue();
  const choices = choicesOf(of);
  return (
    <li>
      <Pictogram of={questionPicture(of.picture)} size="2.5rem" plate />
      <h2>{easyOf(t.language, of, others)}</h2>
      {choices.length === 0 ? <Ruled lines={3} /> : (
        <ul className={styles.answers}>
          {choices.map((value) => <li key={value}><Pictogram of={pictureFor(of, value)} size="3rem" plate /> {say(of.key, value)}</li>)}
        </ul>
      )}
    </li>
  );
}
