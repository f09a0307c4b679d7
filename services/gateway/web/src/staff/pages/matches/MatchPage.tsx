/** One match: where it is, who is in it, what they do, and what one could do next. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { buttonClass } from "@/design/button-class";
import { EmptyState } from "@/design/EmptyState";
import { useLink } from "@/design/link";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { Stepper } from "@/design/Stepper";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Seedling } from "@/pictograms";
import { ElsewhereCard } from "../region/ElsewhereCard";
import { MatchActivities } from "./MatchActivities";
import { DepartedPart } from "./DepartedPart";
import { EndingSummary } from "./EndingSummary";
import { InterimEvaluations } from "./InterimEvaluations";
import { FollowsCard } from "./FollowsCard";
import { Hints, Notice, useMatchNames } from "./parts";
import { PersonCard } from "./PersonCard";
import { MatchRhythm } from "./MatchRhythm";
import { type Match, matchQuery } from "./queries";
import { isFormer, mayTalk, nextStep, stateOf, stoneAt, stonesOf } from "./road";
import { otherHints, TalkSummary } from "./TalkSummary";
import { Ways } from "./Ways";
import { WhySection } from "./WhySection";
import styles from "./matches.module.css";

export function MatchPage() {
  const t = useT();
  const { matchId } = useParams({ from: "/shell/koppelingen/$matchId" });
  const match = useQuery(matchQuery(matchId));
  const { called } = useMatchNames([match.data]);
  const above = <Link to="/koppelingen">{t("matches.title")}</Link>;
  if (match.isError && !match.data && asProblem(match.error).code === "NOT_FOUND") {
    return (
      <Page title={t("matches.match.missing.title")} above={above}>
        <EmptyState title={t("matches.match.missing.title")} text={t("matches.match.missing.text")} pictogram={Seedling} />
      </Page>
    );
  }
  const state = match.data && stateOf(match.data);
  return (
    <Page title={match.data ? called(match.data) : t("matches.title")} lead={state && match.data && !isFormer(match.data) ? t(`matches.about.${state}`) : undefined} above={above} actions={state && state !== "STATE_IDEA" && <Link to="/overlegkaart" search={{ koppeling: matchId }} className={buttonClass()}>{t("matches.match.card")}</Link>}>
      <QueryView query={match}>{(found) => <Whole match={found} />}</QueryView>
    </Page>
  );
}

function Whole({ match }: { match: Match }) {
  const t = useT();
  const state = stateOf(match);
  const ending = state === "STATE_CLOSING" || state === "STATE_CLOSED";
  if (isFormer(match)) return <><Notice of={match.notice} /><DepartedPart match={match} /></>;
  const together = state === "STATE_UNDER_WAY" || state === "STATE_PAUSED";
  return (
    <>
      <Notice of={match.notice} />
      <FollowsCard match={match} />
      <Road match={match} />
      {ending && <EndingSummary match={match} />}
      <Hints of={otherHints(match)} />
      <section className="stack">
        <h2>{t("matches.match.people")}</h2>
        <div className={styles.people}>
          {match.participants?.map((person) => <PersonCard key={person.clientId} match={match} person={person} />)}
          {match.elsewhere && <ElsewhereCard match={match} />}
        </div>
      </section>
      <DepartedPart match={match} />
      {(together || ending || state === "STATE_GETTING_ACQUAINTED") && <MatchActivities match={match} />}
      {(mayTalk(match) || match.talk) && <TalkSummary match={match} />}
      <WhySection match={match} />
      {(together || ending) && <InterimEvaluations matchId={match.id ?? ""} mayBegin={together} />}
      {together && <MatchRhythm matchId={match.id ?? ""} />}
      {state !== "STATE_IDEA" && <Concern matchId={match.id ?? ""} />}
    </>
  );
}

/** Something unsafe is always one step away, and never in the way. */
function Concern({ matchId }: { matchId: string }) {
  const t = useT();
  const link = useLink(`/zorg?match=${matchId}`);
  return <p className="no-print"><a {...link}>{t("matches.concern")}</a></p>;
}

function Road({ match }: { match: Match }) {
  const t = useT();
  const format = useFormat();
  const { names } = useMatchNames([match]);
  const next = nextStep(match);
  const here = stoneAt(match);
  const note = (stone: string): string | undefined => {
    if (stone === here && match.state === "STATE_PAUSED") return t("matches.state.STATE_PAUSED");
    return stone === "STATE_UNDER_WAY" && match.underWayTime ? format.date(match.underWayTime) : undefined;
  };
  return (
    <section className={styles.road}>
      <h2 className="visually-hidden">{t("matches.match.road")}</h2>
      <Stepper
        label={t("matches.match.road")}
        current={here}
        steps={stonesOf(match).map((stone) => ({ id: stone, label: t(`matches.state.${stone}`), note: note(stone) }))}
      />
      {next && <p className={styles.next}>{t(next.key, { names: names(next.people) })}</p>}
      <Ways match={match} />
    </section>
  );
}
