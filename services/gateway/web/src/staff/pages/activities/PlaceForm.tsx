/** The form of a place. While the name is typed, places that are like it are shown: perhaps it stands there already. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useRouter } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { isOvertaken, useChange, useEdit, useUndo } from "@/staff/change";
import { OpeningFields } from "./Openings";
import { Access, factPictures, facts, type FactName } from "./PlaceFacts";
import { createPlace, similarPlacesQuery, updatePlace } from "./place-queries";
import type { Fact, Place } from "./queries";
import styles from "./activities.module.css";
import own from "./places.module.css";

const toPlaces = "/activiteiten/plekken";
const refresh = [["places"], ["regionalPlaces"]];

export function PlaceForm({ place }: { place: Place }) {
  const t = useT();
  const navigate = useNavigate();
  const router = useRouter();
  const undo = useUndo();
  const edit = useEdit<Place & { etag: string }>(`place:${place.id ?? "new"}`, { ...place, etag: place.etag ?? "" });
  const save = useChange({
    refresh,
    run: (value: Place, requestId) => (place.id ? updatePlace(value, requestId) : createPlace(value, requestId)),
    onDone: async (saved) => {
      edit.forget();
      const text = t("activities.place.saved", { name: saved.name ?? "" });
      if (place.id) {
        await navigate({ to: toPlaces });
        undo(text, () => updatePlace({ ...place, etag: saved.etag }, crypto.randomUUID()), refresh);
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
      <Similar place={{ id: place.id, name: value.name, town: value.town }} />
      <section>
        <h2>{t("activities.place.facts")}</h2>
        <p className="soft">{t("activities.place.facts.help")}</p>
        {facts.map((name) => <FactField key={name} name={name} value={value[name]} onChange={(fact) => set({ [name]: fact })} />)}
      </section>
      <TextField optional label={t("places.spending")} description={t("places.spending.help")} value={value.spending ?? ""} onChange={(spending) => set({ spending })} error={fields["place.spending"]} maxLength={120} />
      <TextField optional label={t("places.role")} description={t("places.role.help")} value={value.knowsUsRole ?? ""} onChange={(knowsUsRole) => set({ knowsUsRole })} error={fields["place.knowsUsRole"]} maxLength={120} />
      <TextArea optional label={t("places.way")} description={t("places.way.help")} value={value.wayThere ?? ""} onChange={(wayThere) => set({ wayThere })} error={fields["place.wayThere"]} maxLength={500} />
      <OpeningFields value={value.open ?? []} onChange={(open) => set({ open })} error={fields["place.open"]} />
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
        <Link to={toPlaces} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}

/** The name as it is after somebody paused a moment. */
function useRested<T>(value: T, key: string): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), 300);
    return () => clearTimeout(timer);
  }, [key]);
  return rested;
}

function Similar({ place }: { place: Pick<Place, "id" | "name" | "town"> }) {
  const t = useT();
  const rested = useRested(place, `${place.name} ${place.town}`);
  const found = useQuery(similarPlacesQuery(rested)).data ?? [];
  return (
    <div role="status">
      {found.length > 0 && (rested.name ?? "").trim().length > 2 && (
        <div className={own.like}>
          <p>{t("places.similar")}</p>
          <ul className="plain-list">
            {found.map((one) => (
              <li key={one.id}>
                <Link to="/activiteiten/plekken/$placeId" params={{ placeId: one.id ?? "" }}>{[one.name, one.town].filter(Boolean).join(", ")}</Link>
                {one.retired && <> ({t("places.retired")})</>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function FactField({ name, value, onChange }: { name: FactName; value: Fact | undefined; onChange: (fact: Fact) => void }) {
  const t = useT();
  const words = name === "free" ? "places.spend" : "activities.place";
  return (
    <div className={styles.factField}>
      <Pictogram of={factPictures[name]} size="2.5rem" plate />
      <RadioCards<Fact>
        compact
        label={name === "free" ? t("places.spend") : t(`activities.fact.${name}`)}
        value={value ?? "FACT_UNSPECIFIED"}
        onChange={onChange}
        options={[
          ...(["FACT_YES", "FACT_PARTLY", "FACT_NO"] as const).map((fact) => ({ value: fact, label: t(`${words}.${fact}`) })),
          { value: "FACT_UNSPECIFIED" as const, label: t("activities.place.unknown") },
        ]}
      />
    </div>
  );
}
