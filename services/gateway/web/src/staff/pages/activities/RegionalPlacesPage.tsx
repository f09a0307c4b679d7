/** Places that other organisations of the region show: to take a copy of into our own list. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { HouseWithGarden } from "@/pictograms";
import { useChange } from "@/staff/change";
import { OpenWords } from "./Openings";
import { Access } from "./PlaceFacts";
import { copyRegionalPlace, type RegionalPlace, regionalPlacesQuery } from "./place-queries";
import styles from "./activities.module.css";

export function RegionalPlacesPage() {
  const t = useT();
  const [typed, setTyped] = useState("");
  const found = useInfiniteQuery(regionalPlacesQuery(typed.trim()));
  const list = found.data?.pages.flatMap((page) => page.places ?? []);
  const region = found.data?.pages[0]?.region;
  return (
    <Page title={t("places.region")} lead={t("places.region.lead")} above={<Link to="/activiteiten/plekken">{t("activities.places.title")}</Link>}>
      {found.isPending && <LoadingRows />}
      {found.isError && <ErrorNote problem={asProblem(found.error)} onRetry={() => void found.refetch()} />}
      {found.data && !region && <EmptyState title={t("places.region.none")} text={t("places.region.none.text")} pictogram={HouseWithGarden} />}
      {region && (list?.length !== 0 || typed) && <TextField type="search" label={t("activities.places.search")} value={typed} onChange={setTyped} />}
      {region && list?.length === 0 && (typed ? <p role="status" className="soft">{t("places.none")}</p> : <EmptyState title={t("places.region.empty")} text={t("places.region.empty.text")} pictogram={HouseWithGarden} />)}
      {list && list.length > 0 && (
        <ul className="grid plain-list" style={{ "--column": "22rem" } as React.CSSProperties}>
          {list.map((place) => <li key={place.id} className={styles.cardFull}><Shown place={place} /></li>)}
        </ul>
      )}
      {found.hasNextPage && <div><Button isPending={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>{t("common.more")}</Button></div>}
    </Page>
  );
}

function Shown({ place }: { place: RegionalPlace }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const copy = useChange({
    refresh: [["places"], ["regionalPlaces"]],
    run: (_: null, requestId) => copyRegionalPlace(place, requestId),
    onDone: async (made) => {
      toast(t("places.copy.done", { name: made.name ?? "" }));
      await navigate({ to: "/activiteiten/plekken/$placeId", params: { placeId: made.id ?? "" } });
    },
  });
  return (
    <Card
      title={place.name}
      note={[place.town, place.organisationName].filter(Boolean).join(" · ")}
      actions={<Button size="small" isPending={copy.isPending} aria-label={t("places.copy.of", { name: place.name ?? "" })} onPress={() => copy.start(null)}>{t("places.copy")}</Button>}
    >
      {place.likeOurs && <div className="cluster"><Chip tone="apricot">{t("places.likeOurs")}</Chip></div>}
      <Access place={{ wheelchair: place.wheelchair, quiet: place.quiet, toilet: place.toilet, byBus: place.byBus, free: place.free }} />
      <OpenWords open={place.open} />
      {place.checkedDay && <p className="soft small">{t("places.checked.on", { day: format.date(`${place.checkedDay}T12:00:00Z`) })}</p>}
      <ErrorNote problem={copy.problem} />
    </Card>
  );
}
