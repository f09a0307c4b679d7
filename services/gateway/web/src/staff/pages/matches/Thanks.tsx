/** The end as something to be thankful for, and what each would like next (M-14, M-15). */
import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { Initials } from "@/design/Initials";
import { Pictogram } from "@/design/Pictogram";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { HeartHands } from "@/pictograms";
import { useMatchNames } from "./parts";
import type { Match } from "./queries";
import styles from "./matches.module.css";

export function Thanks({ match, short = false }: { match: Match; short?: boolean }) {
  const t = useT();
  const format = useFormat();
  const { called, nameOf } = useMatchNames([match]);
  return (
    <>
      <section className={styles.thanks}>
        <Pictogram of={HeartHands} size="8rem" plate />
        <div className={styles.thanksWords}>
          {short && <h2>{t("matches.thanks.title")}</h2>}
          <p>{t("matches.thanks.text", { names: called(match) })}</p>
          {match.ending?.neutralWords && <p className={styles.quote}>{match.ending.neutralWords}</p>}
          {match.underWayTime && match.ending?.startTime && (
            <p className="small">{t("matches.thanks.since", { from: format.date(match.underWayTime), to: format.date(match.ending.startTime) })}</p>
          )}
        </div>
      </section>
      <section className="stack">
        <h2>{t("matches.thanks.next")}</h2>
        <div className={styles.people}>
          {match.ending?.care?.map((care) => {
            const name = nameOf(care.clientId, true);
            const asked = care.next && care.next !== "NEXT_UNSPECIFIED";
            return (
              <div key={care.clientId} className={styles.person}>
                <div className={styles.who}>
                  <Initials name={nameOf(care.clientId)} />
                  <div className={styles.whoWords}>
                    <h3 className={styles.whoName}>{name}</h3>
                    <p>{asked ? t("matches.thanks.wants", { next: t(`matches.end.next.${care.next as "NEXT_REST"}`).toLocaleLowerCase(t.language) }) : t("matches.thanks.notAsked")}</p>
                    {care.followUpTime && <p className="soft small">{t("matches.end.followUp.short", { day: format.date(care.followUpTime) })}</p>}
                  </div>
                </div>
                {care.next === "NEXT_NEW_MATCH" && (
                  <Link to="/mensen/$clientId" params={{ clientId: care.clientId ?? "" }} className={buttonClass("secondary", "small")}>{t("matches.thanks.offer", { name })}</Link>
                )}
              </div>
            );
          })}
        </div>
      </section>
      {!short && (
        <div className="cluster">
          <Link to="/koppelingen" className={buttonClass("primary")}>{t("matches.thanks.list")}</Link>
          <Link to="/koppelingen/$matchId" params={{ matchId: match.id ?? "" }} className={buttonClass("quiet")}>{t("matches.thanks.toMatch")}</Link>
        </div>
      )}
    </>
  );
}
