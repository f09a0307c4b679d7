/** The network talks of somebody, newest first. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { type NetworkTalk, talksOf } from "../people/queries";
import styles from "./map.module.css";
import { templatesOf } from "./queries";

export function Talks({ clientId }: { clientId: string }) {
  const t = useT();
  const talks = useQuery(talksOf(clientId));
  const open = talks.data?.find((talk) => !talk.closed);
  const go = (
    <Link to="/mensen/$clientId/gesprek" params={{ clientId }} className={buttonClass()}>
      {t(open ? "people.network.talk.go" : talks.data?.length ? "people.network.talk.again" : "people.network.talk.start")}
    </Link>
  );
  return (
    <section className="stack">
      <div className={styles.heading}>
        <h2>{t("people.network.talks")}</h2>
        {talks.data && go}
      </div>
      <QueryView query={talks} empty={<p className="soft">{t("people.network.talks.none")}</p>}>
        {(all) => <div className="stack">{all.map((talk) => <Talk key={talk.id} talk={talk} />)}</div>}
      </QueryView>
    </section>
  );
}

function Talk({ talk }: { talk: NetworkTalk }) {
  const t = useT();
  const format = useFormat();
  const date = talk.createTime ? format.date(talk.createTime) : "";
  const tools = useQuery({ ...templatesOf("KIND_TALK_TOOL"), enabled: (talk.tools?.length ?? 0) > 0 }).data;
  return (
    <Card title={t(talk.closed ? "people.network.talk.held" : "people.network.talk.open", { date })} note={talk.moment} level={3}>
      <div className={styles.two}>
        <Said question={t("people.talk.who")} answer={talk.whoSupportsMe} />
        <Said question={t("people.talk.mean")} answer={talk.whatIMean} />
        {talk.tools?.flatMap((used) => {
          const tool = tools?.find(({ key }) => key === used.templateKey);
          return Object.entries(used.answers ?? {}).map(([part, answer]) => {
            const text = tool?.parts?.find(({ key }) => key === part);
            return <Said key={`${used.templateKey}.${part}`} question={text ? inLanguage(t.language, text, "text") : ""} answer={answer} />;
          });
        })}
      </div>
    </Card>
  );
}

function Said({ question, answer }: { question: string; answer: NetworkTalk["whoSupportsMe"] }) {
  const t = useT();
  return (
    <div className={styles.said}>
      <p className="soft small">{question}</p>
      <p>{answer?.words || t(answer?.notNow ? "people.network.talk.notNow" : "people.network.talk.unanswered")}</p>
    </div>
  );
}
