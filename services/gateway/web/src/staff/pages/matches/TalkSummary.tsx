/** What was spoken of in the talk: what each hopes, side by side, with what the talk may touch upon (M-08, M-18). */
import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/staff";
import { Hints, useMatchNames } from "./parts";
import type { Expectation, Match } from "./queries";
import { mayTalk, members } from "./road";
import styles from "./matches.module.css";

/** Hints about what people hope stand beside what they hope. */
const aboutHopes: ReadonlySet<string> = new Set(["DIFFERENT_RHYTHMS", "EXPECTATION_NOT_TOLD"]);
export const hintsOfTalk = (match: Match) => match.hints?.filter((hint) => aboutHopes.has(hint.code ?? ""));
export const otherHints = (match: Match) => match.hints?.filter((hint) => !mayTalk(match) || !aboutHopes.has(hint.code ?? ""));

export function TalkSummary({ match }: { match: Match }) {
  const t = useT();
  const talk = match.talk;
  const change = mayTalk(match) && talk && (
    <Link to="/koppelingen/$matchId/gesprek" params={{ matchId: match.id ?? "" }} className={buttonClass("secondary", "small")} aria-label={t("matchlife.edit.talk")}>{t("common.edit")}</Link>
  );
  return (
    <Card title={t("matches.talk.title")} actions={change}>
      {talk ? (
        <>
          {!!talk.expectations?.length && <Hopes match={match} />}
          {mayTalk(match) && <Hints of={hintsOfTalk(match)} />}
          <dl className={styles.facts}>
            {talk.possibilities && <div><dt>{t("matches.talk.possibilities")}</dt><dd>{talk.possibilities}</dd></div>}
            {talk.plan && <div><dt>{match.origin === "ORIGIN_SPONTANEOUS" ? t("matches.match.doing") : t("matches.talk.plan")}</dt><dd>{talk.plan}</dd></div>}
          </dl>
        </>
      ) : <p className="soft">{t("matches.talk.none")}</p>}
    </Card>
  );
}

function Hopes({ match }: { match: Match }) {
  const t = useT();
  const { nameOf } = useMatchNames([match]);
  const of = (id: string | undefined): Expectation | undefined => match.talk?.expectations?.find((one) => one.clientId === id);
  return (
    <section className="stack" style={{ "--gap": "var(--space-3)" } as React.CSSProperties}>
      <h3 className={styles.label}>{t("matches.talk.expectations")}</h3>
      <ul className={`${styles.hopes} plain-list`}>
        {members(match).map(({ clientId }) => {
          const hope = of(clientId);
          const rhythm = hope?.rhythm && hope.rhythm !== "RHYTHM_UNSPECIFIED" ? hope.rhythm : null;
          return (
            <li key={clientId} className={styles.hope}>
              <div className={styles.who}><Initials name={nameOf(clientId)} size="2.25rem" /><strong>{nameOf(clientId, true)}</strong></div>
              {hope?.words ? <p className={styles.pre}>{hope.words}</p> : !rhythm && <p className="soft">{t("matchlife.talk.notTold")}</p>}
              {rhythm && <p><Chip tone="lilac">{t(`matches.talk.rhythm.${rhythm}`)}</Chip></p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
