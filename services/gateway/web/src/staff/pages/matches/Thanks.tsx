/** The end as something to be thankful for, and what each would like next (M-14, M-15). */
import { Link } from "@tanstack/react-router";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Initials } from "@/design/Initials";
import { Pictogram } from "@/design/Pictogram";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { HeartHands } from "@/pictograms";
import { ChangeNote, useMatchNames } from "./parts";
import { type EndingCare, type Match, recordCare } from "./queries";
import { asksToday, dayToTime, daysFromNow } from "./road";
import { useMatchChange } from "./useMatchChange";
import styles from "./matches.module.css";

export function Thanks({ match, short = false }: { match: Match; short?: boolean }) {
  const t = useT();
  const format = useFormat();
  const { called } = useMatchNames([match]);
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
          {match.ending?.care?.map((care) => <After key={care.clientId} match={match} care={care} />)}
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

/** How it goes on for one person; on the day itself, the question how they are (M-16). */
function After({ match, care }: { match: Match; care: EndingCare }) {
  const t = useT();
  const format = useFormat();
  const { nameOf, isHidden } = useMatchNames([match]);
  const name = nameOf(care.clientId, true);
  const asked = care.next && care.next !== "NEXT_UNSPECIFIED";
  return (
    <div className={styles.person}>
      <div className={styles.who}>
        <Initials name={nameOf(care.clientId)} />
        <div className={styles.whoWords}>
          <h3 className={styles.whoName}>{name}</h3>
          <p>{asked ? t("matches.thanks.wants", { next: t(`matches.end.next.${care.next as "NEXT_REST"}`).toLocaleLowerCase(t.language) }) : t("matches.thanks.notAsked")}</p>
          {care.followUpTime && <p className="soft small">{t("matches.end.followUp.short", { day: format.date(care.followUpTime) })}</p>}
        </div>
      </div>
      {asksToday(care) && !isHidden(care.clientId) && <AskHow match={match} care={care} name={name} />}
      {care.next === "NEXT_NEW_MATCH" && !isHidden(care.clientId) && (
        <Link to="/mensen/$clientId" params={{ clientId: care.clientId ?? "" }} className={buttonClass("secondary", "small")}>{t("matches.thanks.offer", { name })}</Link>
      )}
    </div>
  );
}

/** The day has come: asked now, or again on a later day. */
function AskHow({ match, care, name }: { match: Match; care: EndingCare; name: string }) {
  const t = useT();
  const save = useMatchChange(
    match.id ?? "",
    (followUpTime: string | undefined, requestId) => recordCare(match, { clientId: care.clientId, talkHeld: true, followUpTime }, requestId),
    () => toast(t("matches.end.care.done", { name })),
  );
  return (
    <>
      <ChangeNote problem={save.problem} />
      <div className="cluster">
        <Button size="small" kind="primary" isPending={save.isPending} onPress={() => save.start(undefined)}>{t("matchlife.care.asked", { name })}</Button>
        <Button size="small" kind="quiet" isDisabled={save.isPending} onPress={() => save.start(dayToTime(daysFromNow(28)))}>{t("matchlife.care.again")}</Button>
      </div>
    </>
  );
}
