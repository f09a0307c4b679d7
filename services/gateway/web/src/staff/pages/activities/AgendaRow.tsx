/** One activity in a list: its picture, what, who, and when it matters at what time and where. */
import { useQuery } from "@tanstack/react-query";
import { Chip } from "@/design/Chip";
import { useLink } from "@/design/link";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { KindMark } from "./KindMark";
import { type Activity, placesQuery } from "./queries";
import { momentOf, useWhat, whenOf } from "./words";
import styles from "./activities.module.css";

export function AgendaRow({ activity, withDay = false, level = 4 }: { activity: Activity; withDay?: boolean; level?: 3 | 4 }) {
  const t = useT();
  const format = useFormat();
  const what = useWhat();
  const link = useLink(`/activiteiten/${activity.id}`);
  const nameOf = useNames(activity.clientIds ?? []);
  const places = useQuery({ ...placesQuery, enabled: !!activity.placeId });
  const place = places.data?.find((one) => one.id === activity.placeId)?.name;
  const moment = withDay && activity.day ? whenOf(t, format, activity) : momentOf(t, activity);
  const state = activity.state === "STATE_HELD" || activity.state === "STATE_NOT_HELD" ? activity.state : null;
  const Heading = level === 3 ? "h3" : "h4";
  return (
    <div className={styles.row}>
      <KindMark of={activity} size="3rem" />
      <div className={styles.rowWords}>
        <div className={styles.rowHead}>
          <Heading className={styles.rowTitle}><a {...link}>{what(activity)}</a></Heading>
          {state && <Chip tone={state === "STATE_HELD" ? "leaf" : "plain"}>{t(`activities.state.${state}`)}</Chip>}
          {!state && activity.seriesId && <Chip tone="plain">{t("activities.comesBack")}</Chip>}
          {!state && activity.othersWelcome && <Chip tone="sky">{t("activities.othersWelcome")}</Chip>}
        </div>
        <p>{format.list((activity.clientIds ?? []).map((id) => nameOf(id, true)))}</p>
        {(moment || place) && <p className="soft small">{[moment, place].filter(Boolean).join(" · ")}</p>}
      </div>
    </div>
  );
}

export function AgendaList({ of, withDay, level }: { of: readonly Activity[]; withDay?: boolean; level?: 3 | 4 }) {
  return (
    <ul className={`${styles.list} plain-list`}>
      {of.map((activity) => <li key={activity.id}><AgendaRow activity={activity} withDay={withDay} level={level} /></li>)}
    </ul>
  );
}
