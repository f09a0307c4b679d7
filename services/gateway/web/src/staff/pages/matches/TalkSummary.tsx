/** What was spoken of in the talk, side by side, (M-08, M-18). */
import { Card } from "@/design/Card";
import { useT } from "@/i18n/staff";
import { useMatchNames } from "./parts";
import type { Match } from "./queries";
import styles from "./matches.module.css";

export function TalkSummary({ match }: { match: Match }) {
  const t = useT();
  const { nameOf } = useMatchNames([match]);
  const talk = match.talk;
  return (
    <Card title={t("matches.talk.title")}>
      {talk ? (
        <dl className={styles.facts}>
          {talk.expectations?.map((one) => (
            <div key={one.clientId}>
              <dt>{t("matches.talk.expects", { name: nameOf(one.clientId, true) })}</dt>
              <dd>{[one.words, one.rhythm && one.rhythm !== "RHYTHM_UNSPECIFIED" ? t(`matches.talk.rhythm.${one.rhythm}`) : ""].filter(Boolean).join("\n")}</dd>
            </div>
          ))}
          {talk.possibilities && <div><dt>{t("matches.talk.possibilities")}</dt><dd>{talk.possibilities}</dd></div>}
          {talk.plan && <div><dt>{match.origin === "ORIGIN_SPONTANEOUS" ? t("matches.match.doing") : t("matches.talk.plan")}</dt><dd>{talk.plan}</dd></div>}
        </dl>
      ) : <p className="soft">{t("matches.talk.none")}</p>}
    </Card>
  );
}
