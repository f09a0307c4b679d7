/** On the match's own page: the thank you when it has ended, and what still wants care before that. */
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useMatchNames } from "./parts";
import type { Match } from "./queries";
import { Thanks } from "./Thanks";
import styles from "./matches.module.css";

export function EndingSummary({ match }: { match: Match }) {
  const t = useT();
  const format = useFormat();
  const { nameOf } = useMatchNames([match]);
  if (match.state === "STATE_CLOSED") return <Thanks match={match} short />;
  return (
    <Card title={t("matches.end.care")} tone="apricot">
      {match.ending?.neutralWords && <p className={styles.quote}>{match.ending.neutralWords}</p>}
      <dl className={styles.facts}>
        {match.ending?.care?.map((care) => (
          <div key={care.clientId}>
            <dt>{nameOf(care.clientId)}</dt>
            <dd>
              <Chip tone={care.talkHeld ? "leaf" : "plain"}>{care.talkHeld ? t("matches.end.talkHeld.short") : t("matches.end.talkNot")}</Chip>
              {care.followUpTime && <p className="small">{t("matches.end.followUp.short", { day: format.date(care.followUpTime) })}</p>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
