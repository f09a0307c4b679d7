/** The fields about somebody, in the order in which one would talk. */
import { useQuery } from "@tanstack/react-query";
import { RadioCards } from "@/design/RadioCards";
import { Select } from "@/design/Select";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import type { Edit } from "@/staff/change";
import type { AboutDraft } from "./about";
import { Choices } from "./Choices";
import styles from "./people.module.css";
import { locationsQuery } from "./queries";

interface FieldsProps {
  edit: Edit<AboutDraft>;
  name: string;
  fields?: Record<string, string>;
}

export function LikesFields({ edit: { value, set }, name, fields = {} }: FieldsProps) {
  const t = useT();
  return (
    <section className={styles.group}>
      <h2>{t("people.about.likes", { name })}</h2>
      <TextField
        optional
        label={t("people.about.interests.field", { name })}
        description={t("people.about.words.help")}
        value={value.interests}
        onChange={(interests) => set({ interests })}
        error={fields["client.profile.interests"]}
        autoComplete="off"
      />
      <TextField
        optional
        label={t("people.about.talents.field", { name })}
        description={t("people.about.talents.help")}
        value={value.talents}
        onChange={(talents) => set({ talents })}
        error={fields["client.profile.talents"]}
        autoComplete="off"
      />
      <TextArea
        optional
        label={t("people.about.couldMean")}
        description={t("people.about.couldMean.help", { name })}
        value={value.couldMean}
        onChange={(couldMean) => set({ couldMean })}
        error={fields["client.profile.couldMean"]}
        maxLength={2000}
      />
    </section>
  );
}

const dayparts = [
  "DAYPART_WEEKDAY_MORNING", "DAYPART_WEEKDAY_AFTERNOON", "DAYPART_WEEKDAY_EVENING",
  "DAYPART_WEEKEND_MORNING", "DAYPART_WEEKEND_AFTERNOON", "DAYPART_WEEKEND_EVENING",
] as const;
const distances = ["2", "5", "15", "40", "0"] as const;
const companies = ["COMPANY_ONE_TO_ONE", "COMPANY_GROUP", "COMPANY_EITHER", "COMPANY_UNSPECIFIED"] as const;
const ways = ["COMMUNICATION_SPEECH", "COMMUNICATION_SIMPLE_SPEECH", "COMMUNICATION_PICTURES", "COMMUNICATION_SIGNS", "COMMUNICATION_UNSPECIFIED"] as const;

export function PracticalFields({ edit: { value, set }, name, fields = {} }: FieldsProps) {
  const t = useT();
  // A distance that was told elsewhere in other kilometres stays one of the choices.
  const other = (distances as readonly string[]).includes(value.travelKm) ? [] : [value.travelKm];
  return (
    <section className={styles.group}>
      <h2>{t("people.about.practical")}</h2>
      <Choices
        label={t("people.about.dayparts")}
        options={dayparts.map((daypart) => ({ value: daypart, label: t(`people.about.${daypart}`) }))}
        value={value.dayparts.filter((daypart) => daypart !== "DAYPART_UNSPECIFIED")}
        onChange={(chosen) => set({ dayparts: chosen })}
      />
      <RadioCards
        compact
        label={t("people.about.travel", { name })}
        value={value.travelKm}
        onChange={(travelKm) => set({ travelKm })}
        options={[
          ...other.map((km) => ({ value: km, label: t("people.about.travel.km", { n: km }) })),
          ...distances.map((km) => ({ value: km as string, label: t(`people.about.travel.${km}`) })),
        ]}
      />
      <RadioCards
        compact
        label={t("people.about.company")}
        value={value.company}
        onChange={(company) => set({ company })}
        options={companies.map((company) => ({ value: company, label: t(`people.about.${company}`) }))}
      />
      <RadioCards
        compact
        label={t("people.about.communication", { name })}
        value={value.communication}
        onChange={(communication) => set({ communication })}
        options={ways.map((way) => ({ value: way, label: t(`people.about.${way}`) }))}
      />
      <TextField
        optional
        label={t("people.about.aids")}
        description={t("people.about.aids.help")}
        value={value.aids}
        onChange={(aids) => set({ aids })}
        error={fields["client.aids"]}
        autoComplete="off"
      />
      <TextField
        optional
        label={t("people.about.area")}
        description={t("people.about.area.help")}
        value={value.area}
        onChange={(area) => set({ area })}
        error={fields["client.profile.area"]}
        autoComplete="off"
      />
    </section>
  );
}

const alone = ["ALONE_MOSTLY", "ALONE_SOMETIMES", "ALONE_SELDOM", "ALONE_UNSPECIFIED"] as const;
const lonely = ["LONELY_YES", "LONELY_SOMETIMES", "LONELY_NO", "LONELY_NOT_SAID", "LONELY_UNSPECIFIED"] as const;

/** Two questions, one after the other, and neither fills in the other (N-02). */
export function SituationFields({ edit: { value, set }, name }: FieldsProps) {
  const t = useT();
  return (
    <section className={styles.group}>
      <h2>{t("people.about.situation")}</h2>
      <p className="soft">{t("people.about.situation.why")}</p>
      <RadioCards
        compact
        label={t("people.about.alone", { name })}
        description={t("people.about.alone.help")}
        value={value.alone}
        onChange={(answer) => set({ alone: answer })}
        options={alone.map((answer) => ({ value: answer, label: t(`people.about.${answer}`) }))}
      />
      <RadioCards
        compact
        label={t("people.about.lonely", { name })}
        description={t("people.about.lonely.help")}
        value={value.lonely}
        onChange={(answer) => set({ lonely: answer })}
        options={lonely.map((answer) => ({ value: answer, label: t(`people.about.${answer}`) }))}
      />
    </section>
  );
}

export function WhoFields({ edit: { value, set }, fields = {} }: Omit<FieldsProps, "name">) {
  const t = useT();
  const locations = useQuery(locationsQuery).data ?? [];
  return (
    <section className={styles.group}>
      <h2>{t("people.about.who")}</h2>
      <TextField label={t("people.new.givenName")} value={value.givenName} onChange={(givenName) => set({ givenName })} error={fields["client.givenName"]} autoComplete="off" />
      <TextField optional label={t("people.new.familyName")} value={value.familyName} onChange={(familyName) => set({ familyName })} error={fields["client.familyName"]} autoComplete="off" />
      <TextField optional label={t("people.about.birthYear")} value={value.birthYear} onChange={(birthYear) => set({ birthYear })} error={fields["client.birthYear"]} autoComplete="off" maxLength={4} />
      {locations.length > 0 && (
        <Select
          optional
          label={t("people.location")}
          value={value.locationId || null}
          onChange={(locationId) => set({ locationId })}
          options={locations.map((place) => ({ value: place.id ?? "", label: place.name ?? "", description: place.town }))}
        />
      )}
    </section>
  );
}
