/** Colleagues in order: the first gets it, the next when the first is away. None, or two and more (O-01). */
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/design/Button";
import { ComboBox } from "@/design/ComboBox";
import { Select } from "@/design/Select";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { locationsQuery, supportWorkersQuery } from "../people/queries";
import styles from "./concerns.module.css";
import type { Route } from "./queries";

export function People({ label, value, onChange, error }: { label: string; value: string[]; onChange: (ids: string[]) => void; error?: string }) {
  const t = useT();
  const workers = useQuery(supportWorkersQuery).data ?? [];
  const nameOf = useWorkerNames(value);
  const others = workers.filter((worker) => !worker.left && !value.includes(worker.id ?? ""));
  return (
    <>
      {value.length > 0 && (
        <ol className={`plain-list ${styles.chosen}`}>
          {value.map((id) => (
            <li key={id}>{nameOf(id)}<Button kind="quiet" size="small" aria-label={t("concerns.route.personAway", { name: nameOf(id) })} onPress={() => onChange(value.filter((other) => other !== id))}>×</Button></li>
          ))}
        </ol>
      )}
      <ComboBox
        key={value.join()} label={label} opensOnFocus={false} value={null} error={error}
        options={others.map((worker) => ({ value: worker.id ?? "", label: worker.name ?? "", description: worker.email }))}
        onChange={(id) => id && onChange([...value, id])}
      />
      {value.length === 1 && <p role="status">{t("concerns.route.second")}</p>}
    </>
  );
}

type At = NonNullable<Route["locations"]>[number];

/** People of their own for a location, before those of the whole organisation. */
export function LocationsField({ value, onChange, fields }: { value: At[]; onChange: (all: At[]) => void; fields: Record<string, string> }) {
  const t = useT();
  const locations = useQuery(locationsQuery).data ?? [];
  const nameOf = (id?: string) => locations.find((one) => one.id === id)?.name ?? "…";
  const free = locations.filter((one) => !value.some((other) => other.locationId === one.id));
  return (
    <>
      {value.map((one, index) => (
        <div key={one.locationId} className={styles.way} role="group" aria-label={nameOf(one.locationId)}>
          <p className={styles.strong}>{nameOf(one.locationId)}</p>
          <People
            label={t("concerns.route.addAt", { location: nameOf(one.locationId) })} value={one.supportWorkerIds ?? []} error={fields[`route.locations.${index}.supportWorkerIds`]}
            onChange={(supportWorkerIds) => onChange(value.map((other) => (other === one ? { ...other, supportWorkerIds } : other)))}
          />
          <div><Button kind="quiet" size="small" onPress={() => onChange(value.filter((other) => other !== one))}>{t("concerns.route.locationAway", { location: nameOf(one.locationId) })}</Button></div>
        </div>
      ))}
      {free.length > 0 && (
        <Select
          key={value.length} label={t("concerns.route.addLocation")} description={t("concerns.route.addLocationHelp")} value={null}
          options={free.map((one) => ({ value: one.id ?? "", label: one.name ?? "" }))}
          onChange={(locationId) => onChange([...value, { locationId, supportWorkerIds: [] }])}
        />
      )}
    </>
  );
}
