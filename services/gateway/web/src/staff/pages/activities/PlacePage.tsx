/** A place: adding one, changing what is known of it, saying that it still is so, showing it in the region, putting it away. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { hasRole, useSession } from "@/api/session";
import { regionQuery } from "@/app/region";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { Compass } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { OpenWords } from "./Openings";
import { Access } from "./PlaceFacts";
import { PlaceForm } from "./PlaceForm";
import { checkPlace, restorePlace, retirePlace, sharePlace, unsharePlace } from "./place-queries";
import { type Place, placesQuery } from "./queries";
import own from "./places.module.css";

const toPlaces = "/activiteiten/plekken";
const refresh = [["places"], ["regionalPlaces"]];

export function NewPlacePage() {
  const t = useT();
  return (
    <Page title={t("activities.place.new")} above={<Link to={toPlaces}>{t("activities.places.title")}</Link>} width="text">
      <PlaceForm place={{ name: "", town: "", note: "" }} />
    </Page>
  );
}

export function PlacePage() {
  const t = useT();
  const { placeId } = useParams({ from: "/shell/activiteiten/plekken/$placeId" });
  const places = useQuery(placesQuery);
  const place = places.data?.find((one) => one.id === placeId);
  return (
    <Page
      title={place ? t("activities.place.edit", { name: place.name ?? "" }) : t("activities.places.title")}
      above={<Link to={toPlaces}>{t("activities.places.title")}</Link>}
      width="text"
    >
      <QueryView query={places} isEmpty={() => !place} empty={<EmptyState title={t("activities.missing.title")} pictogram={Compass} />}>
        {() => place && (
          <>
            <StillSo place={place} />
            <PlaceForm place={place} />
            <Shared place={place} />
            <PutAway place={place} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

/** "Klopt dit nog?": who looked, when, and one tap. */
function StillSo({ place }: { place: Place }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useWorkerNames(place.checkedById ? [place.checkedById] : []);
  const check = useChange({ refresh, run: (_: null, requestId) => checkPlace(place, requestId), onDone: () => toast(t("places.checked.thanks")) });
  const day = place.checkedDay ? format.date(`${place.checkedDay}T12:00:00Z`) : "";
  const name = place.checkedById ? nameOf(place.checkedById) : "";
  const said = !day ? t("places.checked.never") : name && name !== t("common.nameHidden") ? t("places.checked.by", { day, name }) : t("places.checked.on", { day });
  return (
    <div className={own.status} data-old={place.checkAgain || undefined}>
      <p>
        {place.copiedFrom && <>{t("places.copied", { name: place.copiedFrom })} </>}
        {said}
      </p>
      <Button size="small" isPending={check.isPending} onPress={() => check.start(null)}>{t("places.check")}</Button>
      <ErrorNote problem={check.problem} />
    </div>
  );
}

/** What the other organisations of the region would see, exactly; and the choice. */
function Shared({ place }: { place: Place }) {
  const t = useT();
  const undo = useUndo();
  const session = useSession().data;
  const region = useQuery(regionQuery).data?.name;
  const share = useChange({
    refresh,
    run: (_: null, requestId) => sharePlace(place, requestId),
    onDone: (after) => undo(t("places.share.done"), () => unsharePlace(after, crypto.randomUUID()), refresh),
  });
  const back = useChange({
    refresh,
    run: (_: null, requestId) => unsharePlace(place, requestId),
    onDone: (after) => undo(t("places.unshare.done"), () => sharePlace(after, crypto.randomUUID()), refresh),
  });
  if (!region || place.retired || !hasRole(session, "network_lead", "coordinator", "organisation_admin")) return null;
  return (
    <Card title={t("places.share.title", { region })} tone={place.shared ? "sky" : undefined}>
      <p>{t(place.shared ? "places.share.on" : "places.share.text")}</p>
      <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        <p><strong>{place.name}</strong>{place.town && <>, {place.town}</>}</p>
        <Access place={{ ...place, knowsUs: "FACT_UNSPECIFIED", spending: "", knowsUsRole: "" }} />
        <OpenWords open={place.open} />
      </div>
      <p className="soft small">{t("places.share.not")}</p>
      <ErrorNote problem={share.problem ?? back.problem} />
      <div>
        {place.shared
          ? <Button isPending={back.isPending} onPress={() => back.start(null)}>{t("places.unshare")}</Button>
          : <Button isPending={share.isPending} onPress={() => share.start(null)}>{t("places.share")}</Button>}
      </div>
    </Card>
  );
}

function PutAway({ place }: { place: Place }) {
  const t = useT();
  const undo = useUndo();
  const away = useChange({
    refresh,
    run: (_: null, requestId) => retirePlace(place, requestId),
    onDone: (after) => undo(t("places.retire.done", { name: place.name ?? "" }), () => restorePlace(after, crypto.randomUUID()), refresh),
  });
  const back = useChange({
    refresh,
    run: (_: null, requestId) => restorePlace(place, requestId),
    onDone: (after) => undo(t("places.restore.done", { name: place.name ?? "" }), () => retirePlace(after, crypto.randomUUID()), refresh),
  });
  return (
    <section className={own.more}>
      <p className="soft">{t(place.retired ? "places.restore.text" : "places.retire.text")}</p>
      <ErrorNote problem={away.problem ?? back.problem} />
      <div>
        {place.retired
          ? <Button isPending={back.isPending} onPress={() => back.start(null)}>{t("places.restore")}</Button>
          : <Button kind="quiet" isPending={away.isPending} onPress={() => away.start(null)}>{t("places.retire")}</Button>}
      </div>
    </section>
  );
}
