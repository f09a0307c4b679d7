/** Adding a place, or changing what is known of it. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useRouter } from "@tanstack/react-router";
import { type FormEvent } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { Pictogram } from "@/design/Pictogram";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { Compass } from "@/pictograms";
import { isOvertaken, useChange, useEdit, useUndo } from "@/staff/change";
import { Access, factPictures, facts, type FactName } from "./PlaceFacts";
import { createPlace, type Fact, type Place, placesQuery, updatePlace } from "./queries";
import styles from "./activities.module.css";

const toPlaces = "/activiteiten/plekken";

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
        {() => place && <PlaceForm place={place} />}
      </QueryView>
    </Page>
  );
}

function PlaceForm({ place }: { place: Place }) {
  const t = useT();
  const navigate = useNavigate();
  const router = useRouter();
  const undo = useUndo();
  const edit = useEdit<Place & { etag: string }>(`place:${place.id ?? "new"}`, { ...place, etag: place.etag ?? "" });
  const save = useChange({
    refresh: [placesQuery.queryKey],
    run: (value: Place, requestId) => (place.id ? updatePlace(value, requestId) : createPlace(value, requestId)),
    onDone: async (saved) => {
      edit.forget();
      const text = t("activities.place.saved", { name: saved.name ?? "" });
      if (place.id) {
        await navigate({ to: toPlaces });
        undo(text, () => updatePlace({ ...place, etag: saved.etag }, crypto.randomUUID()), [placesQuery.queryKey]);
        return;
      }
      toast(text);
      // Whoever came from planning goes on planning: their draft is still there.
      if (router.history.canGoBack()) router.history.back();
      else await navigate({ to: toPlaces });
    },
  });
  const { value, set } = edit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(value);
  };
  const fields = save.problem?.fields ?? {};
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField label={t("activities.place.name")} value={value.name ?? ""} onChange={(name) => set({ name })} error={fields["place.name"]} maxLength={120} />
      <TextField optional label={t("activities.place.town")} description={t("activities.place.town.help")} value={value.town ?? ""} onChange={(town) => set({ town })} error={fields["place.town"]} maxLength={120} />
      <section>
        <h2>{t("activities.place.facts")}</h2>
        <p className="soft">{t("activities.place.facts.help")}</p>
        {facts.map((name) => <FactField key={name} name={name} value={value[name]} onChange={(fact) => set({ [name]: fact })} />)}
      </section>
      <TextArea optional label={t("activities.place.note")} description={t("activities.place.note.help")} value={value.note ?? ""} onChange={(note) => set({ note })} error={fields["place.note"]} maxLength={500} />
      {isOvertaken(save.problem) ? value.etag !== place.etag && (
        <div role="alert" className={styles.overtaken}>
          <p className={styles.strong}>{t("activities.overtaken.title")}</p>
          <p>{t("activities.overtaken.text")}</p>
          <p><strong>{place.name}</strong>{place.town && <>, {place.town}</>}</p>
          <Access place={place} />
          {place.note && <p>{place.note}</p>}
          <div className="cluster">
            <Button onPress={edit.keepMine}>{t("activities.overtaken.mine")}</Button>
            <Button kind="quiet" onPress={edit.takeTheirs}>{t("activities.overtaken.theirs")}</Button>
          </div>
        </div>
      ) : <ErrorNote problem={save.problem} labels={{ "place.name": t("activities.place.name") }} />}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Link to={toPlaces} className={buttonClass("quiet")}>{t("common.cancel")}</Link>
      </div>
    </form>
  );
}

function FactField({ name, value, onChange }: { name: FactName; value: Fact | undefined; onChange: (fact: Fact) => void }) {
  const t = useT();
  return (
    <div className={styles.factField}>
      <Pictogram of={factPictures[name]} size="2.5rem" plate />
      <RadioCards<Fact>
        compact
        label={t(`activities.fact.${name}`)}
        value={value ?? "FACT_UNSPECIFIED"}
        onChange={onChange}
        options={[
          ...(["FACT_YES", "FACT_PARTLY", "FACT_NO"] as const).map((fact) => ({ value: fact, label: t(`activities.place.${fact}`) })),
          { value: "FACT_UNSPECIFIED" as const, label: t("activities.place.unknown") },
        ]}
      />
    </div>
  );
}
