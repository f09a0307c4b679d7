/** What comes back: fixed moments one can count on, without having to come. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type Series, seriesListQuery } from "@/app/series";
import { buttonClass } from "@/design/button-class";
import { Checkbox } from "@/design/Checkbox";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { useLink } from "@/design/link";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { CounterclockwiseArrowsButton } from "@/pictograms";
import { KindMark } from "./KindMark";
import { placesQuery } from "./queries";
import { rhythmOf } from "./series-words";
import { momentOf, useWhat } from "./words";
import styles from "./activities.module.css";

export function SeriesListPage() {
  const t = useT();
  const navigate = useNavigate({ from: "/activiteiten/terugkerend" });
  const { gestopt } = useSearch({ from: "/shell/activiteiten/terugkerend" });
  const list = useQuery(seriesListQuery({ withStopped: gestopt }));
  return (
    <Page
      title={t("agenda.list.title")}
      lead={t("agenda.list.lead")}
      above={<Link to="/activiteiten">{t("activities.title")}</Link>}
      actions={<Link to="/activiteiten/nieuw" search={{ terug: true }} className={buttonClass("primary")}>{t("agenda.list.add")}</Link>}
    >
      <Checkbox isSelected={!!gestopt} onChange={(on) => void navigate({ search: { gestopt: on || undefined }, replace: true })}>{t("agenda.list.withStopped")}</Checkbox>
      <QueryView query={list} empty={<EmptyState title={t("agenda.list.empty")} text={t("agenda.list.empty.text")} pictogram={CounterclockwiseArrowsButton} />}>
        {(all) => <ul className={`${styles.list} plain-list`}>{all.map((series) => <li key={series.id}><Row series={series} /></li>)}</ul>}
      </QueryView>
    </Page>
  );
}

function Row({ series }: { series: Series }) {
  const t = useT();
  const format = useFormat();
  const what = useWhat();
  const link = useLink(`/activiteiten/reeks/${series.id}`);
  const nameOf = useNames(series.clientIds ?? []);
  const places = useQuery({ ...placesQuery, enabled: !!series.placeId });
  const place = places.data?.find((one) => one.id === series.placeId)?.name;
  return (
    <div className={styles.row}>
      <KindMark of={series} size="3rem" />
      <div className={styles.rowWords}>
        <div className={styles.rowHead}>
          <h2 className={styles.rowTitle}><a {...link}>{what(series)}</a></h2>
          {series.stopped && <Chip tone="plain">{t("agenda.stopped")}</Chip>}
          {!series.stopped && series.othersWelcome && <Chip tone="sky">{t("activities.othersWelcome")}</Chip>}
        </div>
        <p>{[rhythmOf(t, series), momentOf(t, series)].filter(Boolean).join(" ")}</p>
        <p className="soft small">{[format.list((series.clientIds ?? []).map((id) => nameOf(id, true))), place].filter(Boolean).join(" · ")}</p>
      </div>
    </div>
  );
}
