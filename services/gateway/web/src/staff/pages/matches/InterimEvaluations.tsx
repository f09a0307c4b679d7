/** When people look back together: what was, and what comes (E-03). */
import { useQuery } from "@tanstack/react-query";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { useLink } from "@/design/link";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { type InterimEvaluation, interimEvaluationsQuery } from "./queries";
import styles from "./matches.module.css";

export function InterimEvaluations({ matchId, mayBegin }: { matchId: string; mayBegin: boolean }) {
  const t = useT();
  const begin = useLink(`/tussenstand/nieuw?koppeling=${matchId}`);
  const list = useQuery(interimEvaluationsQuery(matchId));
  return (
    <Card title={t("matches.interim.title")} actions={mayBegin && <a {...begin} className={buttonClass("secondary", "small")}>{t("matches.interim.begin")}</a>}>
      <QueryView query={list} empty={<p className="soft">{t("matches.interim.none")}</p>}>
        {(found) => <ul className={styles.reasons}>{found.map((one) => <li key={one.id}><Interim of={one} /></li>)}</ul>}
      </QueryView>
    </Card>
  );
}

function Interim({ of }: { of: InterimEvaluation }) {
  const t = useT();
  const format = useFormat();
  const link = useLink(`/tussenstand/${of.id}`);
  const when = of.state === "STATE_DONE" ? of.closeTime : of.dueTime;
  return <a {...link}>{t(`matches.interim.${of.state ?? "STATE_UNSPECIFIED"}`, { when: when ? format.date(when) : "…" })}</a>;
}
