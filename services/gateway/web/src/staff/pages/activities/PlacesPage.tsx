/** Places where people are welcome, and how one gets in. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { matches } from "@/design/search";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { HouseWithGarden } from "@/pictograms";
import { Access } from "./PlaceFacts";
import { type Place, placesQuery } from "./queries";
import styles from "./activities.module.css";

export function PlacesPage() {
  const t = useT();
  const places = useQuery(placesQuery);
  return (
    <Page
      title={t("activities.places.title")}
      lead={t("activities.places.lead")}
      above={<Link to="/activiteiten">{t("activities.title")}</Link>}
      actions={<Link to="/activiteiten/plekken/nieuw" className={buttonClass("primary")}>{t("activities.places.add")}</Link>}
    >
      <QueryView query={places} empty={<EmptyState title={t("activities.places.empty.title")} text={t("activities.places.empty.text")} pictogram={HouseWithGarden} />}>
        {(list) => <Places of={list} />}
      </QueryView>
    </Page>
  );
}

function Places({ of }: { of: readonly Place[] }) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const found = of.filter((place) => matches(`${place.name} ${place.town}`, typed));
  return (
    <>
      {of.length > 6 && <TextField type="search" label={t("activities.places.search")} value={typed} onChange={setTyped} />}
      <p className="visually-hidden" role="status">{found.length === 0 ? t("activities.places.none") : ""}</p>
      {found.length === 0 && <p className="soft" aria-hidden="true">{t("activities.places.none")}</p>}
      <ul className="grid plain-list" style={{ "--column": "22rem" } as React.CSSProperties}>
        {found.map((place) => (
          <li key={place.id} className={styles.cardFull}>
            <Card href={`/activiteiten/plekken/${place.id}`} title={place.name} note={place.town}>
              <Access place={place} withUnknown />
              {place.note && <p>{place.note}</p>}
            </Card>
          </li>
        ))}
      </ul>
    </>
  );
}
