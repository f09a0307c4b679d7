/** An activity on paper (O-07): large for at home, with what and when and where; or for who goes along, with what helps whom. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Button } from "@/design/Button";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { Ruled } from "@/design/Ruled";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { usePictured } from "../along/Pictured";
import { type CardFor, cardsFor } from "./cards";
import { KindMark } from "./KindMark";
import { OpenWords } from "./Openings";
import { Access } from "./PlaceFacts";
import { type Activity, activityQuery, type Place, placesQuery } from "./queries";
import { useWhat, whenOf } from "./words";
import styles from "./activities.module.css";

export function ActivityCardPage() {
  const t = useT();
  const { activityId } = useParams({ from: "/shell/activiteiten/$activityId/kaart" });
  const { voor = "thuis" } = useSearch({ from: "/shell/activiteiten/$activityId/kaart" });
  const navigate = useNavigate({ from: "/activiteiten/$activityId/kaart" });
  const activity = useQuery(activityQuery(activityId));
  const what = useWhat();
  return (
    <Page
      title={activity.data ? what(activity.data) : t("activities.title")}
      above={<Link className="no-print" to="/activiteiten/$activityId" params={{ activityId }}>{t("common.back")}</Link>}
      actions={<Button kind="primary" onPress={() => window.print()}>{t("common.print")}</Button>}
      width="text"
    >
      <div className="stack no-print">
        <RadioCards<CardFor>
          compact
          label={t("activities.card.for")}
          value={voor}
          onChange={(chosen) => void navigate({ search: { voor: chosen }, replace: true, resetScroll: false })}
          options={cardsFor.map((value) => ({ value, label: t(`activities.card.${value}`), description: t(`activities.card.${value}.help`) }))}
        />
      </div>
      <QueryView query={activity}>{(found) => <Sheet of={found} large={voor === "thuis"} />}</QueryView>
    </Page>
  );
}

function Sheet({ of, large }: { of: Activity; large: boolean }) {
  const t = useT();
  const format = useFormat();
  const places = useQuery({ ...placesQuery, enabled: !!of.placeId });
  const place = places.data?.find((one) => one.id === of.placeId);
  return (
    <div className={styles.sheet} data-large={large || undefined}>
      <div className={styles.sheetTop}>
        <KindMark of={of} size={large ? "9rem" : "5rem"} />
        <p className={styles.sheetWhen}>{whenOf(t, format, of)}</p>
      </div>
      <Where place={place} large={large} />
      {!large && <Goers of={of} />}
      <section><h2>{t(large ? "activities.card.room" : "activities.card.notes")}</h2><Ruled lines={8} /></section>
    </div>
  );
}

function Where({ place, large }: { place: Place | undefined; large: boolean }) {
  const t = useT();
  if (!place) return <p>{t("activities.noPlace")}</p>;
  return (
    <section>
      <h2>{t("activities.card.where")}</h2>
      <p className={styles.sheetWhere}>{[place.name, place.town].filter(Boolean).join(", ")}</p>
      {place.wayThere && <p>{place.wayThere}</p>}
      {!large && <><Access place={place} /><OpenWords open={place.open} />{place.note && <p>{place.note}</p>}</>}
    </section>
  );
}

/** First names, and what makes it hard and what helps: for who goes along and for nobody else, so not on the wall at home. */
function Goers({ of }: { of: Activity }) {
  const t = useT();
  const pictured = usePictured();
  const ids = of.clientIds ?? [];
  const nameOf = useNames(ids);
  return (
    <section>
      <h2>{t("activities.who")}</h2>
      <ul className={styles.sheetGoers}>
        {ids.map((id) => {
          const told = of.thresholds?.find((one) => one.clientId === id) ?? {};
          const { hard, helpful } = pictured(told);
          const tells = [[...hard, told.threshold], [...helpful, told.helps]].map((words) => words.filter(Boolean).join(" · "));
          return (
            <li key={id}>
              <strong>{nameOf(id, true)}</strong>
              {tells[0] && <span>{t("activities.threshold")}: {tells[0]}</span>}
              {tells[1] && <span>{t("activities.helps")}: {tells[1]}</span>}
            </li>
          );
        })}
      </ul>
      <p className="soft small">{t("activities.card.thrown")}</p>
    </section>
  );
}
