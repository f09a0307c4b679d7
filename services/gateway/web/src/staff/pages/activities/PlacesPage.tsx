/** Places where people are welcome, and how one gets in: found by name and by what one needs. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Checkbox } from "@/design/Checkbox";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { Pictogram } from "@/design/Pictogram";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { HouseWithGarden } from "@/pictograms";
import { useChange } from "@/staff/change";
import { OpenWords } from "./Openings";
import { Access, factPictures, facts } from "./PlaceFacts";
import { checkPlace, findPlacesQuery } from "./place-queries";
import { needOf, type NeedName, needNames } from "./needs";
import type { Place } from "./queries";
import styles from "./activities.module.css";
import own from "./places.module.css";

export function PlacesPage() {
  const t = useT();
  const search = useSearch({ from: "/shell/activiteiten/plekken" });
  const needs = search.nodig ?? [];
  const actions = (
    <>
      <Link to="/activiteiten/plekken/nieuw" className={buttonClass("primary")}>{t("activities.places.add")}</Link>
      <Link to="/activiteiten/plekken/regio" className={buttonClass()}>{t("places.region")}</Link>
    </>
  );
  return (
    <Page title={t("activities.places.title")} lead={t("activities.places.lead")} above={<Link to="/activiteiten">{t("activities.title")}</Link>} actions={actions}>
      <Finding search={search} />
      <Found needs={needs} query={search.zoek ?? ""} withRetired={!!search.weggezet} />
    </Page>
  );
}

interface PlacesSearch {
  zoek?: string;
  nodig?: NeedName[];
  weggezet?: true;
}

function Finding({ search }: { search: PlacesSearch }) {
  const t = useT();
  const navigate = useNavigate({ from: "/activiteiten/plekken" });
  const [typed, setTyped] = useState(search.zoek ?? "");
  const needs = search.nodig ?? [];
  const go = (change: PlacesSearch) => void navigate({ search: { ...search, ...change }, replace: true, resetScroll: false });
  useEffect(() => {
    const wanted = typed.trim() || undefined;
    if (wanted === search.zoek) return;
    const timer = setTimeout(() => go({ zoek: wanted }), 180);
    return () => clearTimeout(timer);
  });
  const toggle = (need: NeedName) => {
    const now = needs.includes(need) ? needs.filter((one) => one !== need) : [...needs, need];
    go({ nodig: now.length > 0 ? now : undefined });
  };
  return (
    <div className="stack no-print" style={{ "--gap": "var(--space-4)" } as React.CSSProperties}>
      <TextField type="search" label={t("activities.places.search")} value={typed} onChange={setTyped} />
      <fieldset className={own.needs}>
        <legend>{t("places.needs")}</legend>
        {facts.map((name) => (
          <label key={name} className={own.need}>
            <input type="checkbox" checked={needs.includes(needNames[name])} onChange={() => toggle(needNames[name])} />
            <Pictogram of={factPictures[name]} size="1.75rem" plate />
            <span>{t(`places.need.${name}`)}</span>
          </label>
        ))}
      </fieldset>
      <Checkbox isSelected={!!search.weggezet} onChange={(on) => go({ weggezet: on || undefined })}>{t("places.withRetired")}</Checkbox>
    </div>
  );
}

function Found({ needs, query, withRetired }: { needs: readonly NeedName[]; query: string; withRetired: boolean }) {
  const t = useT();
  const found = useInfiniteQuery(findPlacesQuery({ query: query || undefined, needs: needs.map(needOf), withRetired: withRetired || undefined }));
  const list = found.data?.pages.flatMap((page) => page.places ?? []);
  const narrowed = query !== "" || needs.length > 0;
  return (
    <>
      {found.isPending && <LoadingRows />}
      {found.isError && <ErrorNote problem={asProblem(found.error)} onRetry={() => void found.refetch()} />}
      <p className="visually-hidden" role="status">{list?.length === 0 ? t("places.none") : ""}</p>
      {list?.length === 0 && narrowed && <p className="soft" aria-hidden="true">{t("places.none")}</p>}
      {list?.length === 0 && !narrowed && <EmptyState title={t("activities.places.empty.title")} text={t("activities.places.empty.text")} pictogram={HouseWithGarden} />}
      {list && list.length > 0 && (
        <ul className="grid plain-list" style={{ "--column": "22rem" } as React.CSSProperties}>
          {list.map((place) => <li key={place.id} className={styles.cardFull}><PlaceCard place={place} /></li>)}
        </ul>
      )}
      {found.hasNextPage && <div><Button isPending={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>{t("common.more")}</Button></div>}
    </>
  );
}

function PlaceCard({ place }: { place: Place }) {
  const t = useT();
  const check = useChange({
    refresh: [["places"]],
    run: (_: null, requestId) => checkPlace(place, requestId),
    onDone: () => toast(t("places.checked.thanks")),
  });
  return (
    <Card href={`/activiteiten/plekken/${place.id}`} title={place.name} note={place.town}>
      {(place.retired || place.shared) && (
        <div className="cluster">
          {place.retired && <Chip tone="plain">{t("places.retired")}</Chip>}
          {place.shared && <Chip tone="sky">{t("places.shared")}</Chip>}
        </div>
      )}
      <Access place={place} withUnknown />
      <OpenWords open={place.open} />
      {place.note && <p>{place.note}</p>}
      {place.checkAgain && !place.retired && (
        <div className={own.inCard}>
          <Button size="small" isPending={check.isPending} aria-label={t("places.check.of", { name: place.name ?? "" })} onPress={() => check.start(null)}>{t("places.check")}</Button>
          <ErrorNote problem={check.problem} />
        </div>
      )}
    </Card>
  );
}
