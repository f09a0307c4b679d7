/** One activity: when and where, who goes and what helps them, and how it was for whoever wants to tell. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Compass } from "@/pictograms";
import { useUndo } from "@/staff/change";
import { useMatchNames } from "../matches/parts";
import { matchQuery } from "../matches/queries";
import { AlongSection } from "../along/AlongSection";
import { GoersSection } from "./GoersSection";
import { ComesBack } from "./ComesBack";
import { KindMark } from "./KindMark";
import { OpenWords } from "./Openings";
import { Access } from "./PlaceFacts";
import { type Activity, activityQuery, type ActivityState, hold, placesQuery, setState, skip } from "./queries";
import { StepNote } from "./StepNote";
import { refreshOf, useActivityChange } from "./useActivityChange";
import { useWhat, whenOf } from "./words";
import styles from "./activities.module.css";

export function ActivityPage() {
  const t = useT();
  const { activityId } = useParams({ from: "/shell/activiteiten/$activityId" });
  const activity = useQuery(activityQuery(activityId));
  const what = useWhat();
  const above = <Link to="/activiteiten">{t("activities.title")}</Link>;
  if (activity.isError && !activity.data && asProblem(activity.error).code === "NOT_FOUND") {
    return (
      <Page title={t("activities.missing.title")} above={above}>
        <EmptyState title={t("activities.missing.title")} text={t("activities.missing.text")} pictogram={Compass} />
      </Page>
    );
  }
  const ways = (
    <>
      <Link to="/activiteiten/$activityId/wijzigen" params={{ activityId }} className={buttonClass()}>{t("common.edit")}</Link>
      <Link to="/activiteiten/$activityId/kaart" params={{ activityId }} className={buttonClass("quiet")}>{t("activities.card")}</Link>
    </>
  );
  return (
    <Page title={activity.data ? what(activity.data) : t("activities.title")} above={above} actions={activity.data && ways}>
      <QueryView query={activity}>
        {(found) => (
          <>
            <When activity={found} />
            <Steps activity={found} />
            <GoersSection activity={found} />
            <AlongSection activity={found} />
            <ComesBack activity={found} />
            {found.matchId && <OfMatch id={found.matchId} />}
          </>
        )}
      </QueryView>
    </Page>
  );
}

function When({ activity }: { activity: Activity }) {
  const t = useT();
  const format = useFormat();
  const places = useQuery({ ...placesQuery, enabled: !!activity.placeId });
  const place = places.data?.find((one) => one.id === activity.placeId);
  const state = activity.state ?? "STATE_UNSPECIFIED";
  return (
    <section className={styles.hero}>
      <KindMark of={activity} size="6rem" />
      <div className={styles.heroWords}>
        <div className="cluster">
          <Chip tone="plain">{t(`activities.state.${state}`)}</Chip>
          {activity.what && activity.kind && !activity.ownKindId && activity.kind !== "KIND_UNSPECIFIED" && <Chip tone="plain">{t(`activities.kind.${activity.kind}`)}</Chip>}
          {activity.othersWelcome && <Chip tone="sky">{t("activities.othersWelcome")}</Chip>}
        </div>
        <p className={styles.heroWhen}>{whenOf(t, format, activity)}</p>
        {place ? (
          <>
            <p><strong>{place.name}</strong>{place.town && <>, {place.town}</>}</p>
            <Access place={place} />
            <OpenWords open={place.open} />
            {place.wayThere && <p>{place.wayThere}</p>}
            {place.note && <p>{place.note}</p>}
          </>
        ) : !activity.placeId && <p>{t("activities.noPlace")}</p>}
      </div>
    </section>
  );
}

/** It was done, or it was not: both fine, and both can be taken back. */
function Steps({ activity }: { activity: Activity }) {
  const t = useT();
  const undo = useUndo();
  const before: ActivityState = activity.state ?? "STATE_PLANNED";
  const told = (text: string) => (after: Activity) => undo(text, () => setState(after, before, crypto.randomUUID()), refreshOf(activity.id));
  const held = useActivityChange(activity.id, (_: void, requestId) => hold(activity, requestId), told(t("activities.heldDone")));
  const notHeld = useActivityChange(activity.id, (_: void, requestId) => skip(activity, requestId), told(t("activities.notHeldDone")));
  const again = useActivityChange(activity.id, (_: void, requestId) => setState(activity, "STATE_PLANNED", requestId), told(t("activities.plannedAgain")));
  const open = before === "STATE_PLANNED" || before === "STATE_TRYING";
  return (
    <div className="stack no-print">
      <div className="cluster">
        {open ? (
          <>
            <Button kind="primary" isPending={held.isPending} onPress={() => held.start()}>{t("activities.held")}</Button>
            <Button isPending={notHeld.isPending} onPress={() => notHeld.start()}>
              <span>{t("activities.notHeld")}{" "}<span className={styles.fine}>({t("activities.notHeldFine")})</span></span>
            </Button>
          </>
        ) : <Button kind="quiet" isPending={again.isPending} onPress={() => again.start()}>{t("activities.planAgain")}</Button>}
      </div>
      <StepNote problem={held.problem ?? notHeld.problem ?? again.problem} />
    </div>
  );
}

function OfMatch({ id }: { id: string }) {
  const t = useT();
  const match = useQuery(matchQuery(id));
  const { called } = useMatchNames([match.data]);
  if (!match.data) return null;
  return (
    <Card title={t("activities.match")}>
      <p><Link to="/koppelingen/$matchId" params={{ matchId: id }}>{t("activities.toMatch", { names: called(match.data) })}</Link></p>
    </Card>
  );
}
