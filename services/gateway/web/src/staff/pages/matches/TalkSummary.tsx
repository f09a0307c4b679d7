/** What was spoken of in the talk, side by side, and a way to speak again (M-08, M-18). */
import { Link } from "@tanstack/react-router";
import { Card } from "@/design/Card";
import { buttonClass } from "@/design/button-class";
import { useT } from "@/i18n/staff";
import { useMatchNames } from "./parts";
import type { Match } from "./queries";
import { mayTalk, talkMisses } from "./road";
import styles from "./matches.module.css";

export function TalkSummary({ match }: { match: Match }) {
  const t = useT();
  const { nameOf } = useMatchNames([match]);
  const talk = match.talk;
  const actions = mayTalk(match) && (
    <Link to="/koppelingen/$matchId/gesprek" params={{ matchId: match.id ?? "" }} className={buttonClass("secondary", "small")}>
      {talkMisses(match).length > 0 ? t("matches.do.talk") : t("matches.do.talkAgain")}
    </Link>
  );
  return (
    <Card title={t("matches.talk.title")} actions={actions}>
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
