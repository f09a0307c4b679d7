/** The fields of an activity, for planning and for changing. Who and what are enough. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { Checkbox } from "@/design/Checkbox";
import { ComboBox } from "@/design/ComboBox";
import { Initials } from "@/design/Initials";
import { RadioCards } from "@/design/RadioCards";
import { TextField } from "@/design/TextField";
import type { Problem } from "@/api/problem";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { Pictured } from "../along/Pictured";
import { KindPicker } from "./KindPicker";
import { dayparts } from "./kinds";
import { type Activity, type Daypart, placesQuery, type Threshold } from "./queries";
import styles from "./activities.module.css";

export interface ActivityFieldsProps {
  value: Activity;
  onChange: (change: Partial<Activity>) => void;
  problem: Problem | null;
}

export function WhatFields({ value, onChange, problem }: ActivityFieldsProps) {
  const t = useT();
  return (
    <>
      <TextField
        label={t("activities.new.what")}
        description={t("activities.new.what.help")}
        value={value.what ?? ""}
        onChange={(what) => onChange({ what })}
        error={problem?.fields["activity.what"]}
        maxLength={300}
      />
      <KindPicker kind={value.kind ?? "KIND_UNSPECIFIED"} ownKindId={value.ownKindId ?? ""} onChange={onChange} />
    </>
  );
}

export function PlanningFields({ value, onChange, problem, comesBack, isSeries = false }: ActivityFieldsProps & { comesBack?: ReactNode; isSeries?: boolean }) {
  const t = useT();
  const places = useQuery(placesQuery);
  return (
    <section className={styles.part}>
      <h2>{t("activities.new.when")}</h2>
      {!isSeries && (
        <RadioCards<"STATE_PLANNED" | "STATE_TRYING">
          compact
          label={t("activities.new.state")}
          value={value.state === "STATE_TRYING" ? "STATE_TRYING" : "STATE_PLANNED"}
          onChange={(state) => onChange({ state })}
          options={(["STATE_PLANNED", "STATE_TRYING"] as const).map((state) => ({ value: state, label: t(`activities.new.state.${state}`), description: t(`activities.new.state.${state}.help`) }))}
        />
      )}
      <div className={styles.pair}>
        <TextField optional type="date" label={isSeries ? t("agenda.firstDay") : t("activities.new.day")} value={value.day ?? ""} onChange={(day) => onChange({ day })} error={problem?.fields["activity.day"] ?? problem?.fields["series.firstDay"]} />
        <TextField optional type="time" label={t("activities.new.clock")} value={value.clock ?? ""} onChange={(clock) => onChange({ clock })} error={problem?.fields["activity.clock"]} />
      </div>
      <RadioCards<Daypart>
        compact
        label={t("activities.new.daypart")}
        value={value.daypart ?? "DAYPART_UNSPECIFIED"}
        onChange={(daypart) => onChange({ daypart })}
        options={[{ value: "DAYPART_UNSPECIFIED", label: t("activities.new.daypart.any") }, ...dayparts.map((part) => ({ value: part, label: t(`activities.daypart.${part}`) }))]}
      />
      {comesBack}
      <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        <ComboBox
          optional
          key={places.data ? "there" : "coming"}
          label={t("activities.new.place")}
          description={t("activities.new.place.help")}
          value={value.placeId || null}
          onChange={(placeId) => onChange({ placeId: placeId ?? "" })}
          options={(places.data ?? []).filter((place) => !place.retired || place.id === value.placeId).map((place) => ({ value: place.id ?? "", label: place.name ?? "", description: place.town || undefined }))}
        />
        <Link to="/activiteiten/plekken/nieuw" className="small">{t("activities.new.place.add")}</Link>
      </div>
      <Checkbox isSelected={!!value.othersWelcome} onChange={(othersWelcome) => onChange({ othersWelcome })} description={t("activities.new.others.help")}>
        {t("activities.new.others")}
      </Checkbox>
    </section>
  );
}

/** What makes it hard for somebody, and what helps: told by that person, or with their own support worker. */
export function ThresholdFields({ value, onChange, problem }: ActivityFieldsProps) {
  const t = useT();
  const ids = value.clientIds ?? [];
  const nameOf = useNames(ids);
  if (ids.length === 0) return null;
  const of = (clientId: string): Threshold => value.thresholds?.find((one) => one.clientId === clientId) ?? { clientId, threshold: "", helps: "" };
  const set = (clientId: string, change: Threshold) =>
    onChange({ thresholds: [...(value.thresholds ?? []).filter((one) => one.clientId !== clientId), { ...of(clientId), ...change }] });
  return (
    <section className={styles.part}>
      <div>
        <h2>{t("activities.new.thresholds")}</h2>
        <p className="soft">{t("activities.new.thresholds.help")}</p>
      </div>
      {problem?.fields["activity.thresholds"] && <p role="alert">{problem.fields["activity.thresholds"]}</p>}
      <div className={styles.people}>
        {ids.map((id) => (
          <div key={id} className={styles.person}>
            <div className={styles.who}><Initials name={nameOf(id)} /><h3 className={styles.whoName}>{nameOf(id)}</h3></div>
            {nameOf(id) === t("common.nameHidden") ? <p className="soft">{t("activities.new.elsewhere")}</p> : (
              <>
                <Pictured name={nameOf(id, true)} kind={value.kind} value={of(id)} onChange={(change) => set(id, change)} />
                <TextField optional label={t("activities.new.threshold", { name: nameOf(id, true) })} value={of(id).threshold ?? ""} onChange={(threshold) => set(id, { threshold })} maxLength={500} />
                <TextField optional label={t("activities.new.helps", { name: nameOf(id, true) })} value={of(id).helps ?? ""} onChange={(helps) => set(id, { helps })} maxLength={500} />
              </>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}

/** Only what somebody wrote goes along. */
export const toldThresholds = (activity: Activity): Threshold[] =>
  (activity.thresholds ?? []).filter((one) => (one.threshold?.trim() || one.helps?.trim() || one.hard?.length || one.helpful?.length) && activity.clientIds?.includes(one.clientId ?? ""));
