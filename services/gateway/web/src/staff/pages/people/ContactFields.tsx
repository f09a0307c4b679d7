/** What can be told of somebody on the map. Every question may stay unanswered. */
import { Checkbox } from "@/design/Checkbox";
import { Pictogram } from "@/design/Pictogram";
import { RadioCards } from "@/design/RadioCards";
import { Select } from "@/design/Select";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { BeamingFaceWithSmilingEyes, NeutralFace, SlightlyFrowningFace } from "@/pictograms";
import type { Edit } from "@/staff/change";
import type { KnownPart } from "../map/people";
import { Choices } from "./Choices";
import styles from "./people.module.css";
import type { Contact } from "./queries";

export interface ContactDraft extends Required<Pick<Contact, "name" | "category" | "circle" | "feeling" | "meaning" | "iGet" | "iGive" | "howOften" | "channel" | "initiative" | "hope" | "hidden">> {
  etag: string;
}

export const draftOf = (contact: Contact): ContactDraft => ({
  etag: contact.etag ?? "",
  name: contact.name ?? "",
  // Nothing is filled in beforehand, family least of all (N-09).
  category: contact.category ?? "CATEGORY_UNSPECIFIED",
  circle: contact.circle ?? "CIRCLE_UNSPECIFIED",
  feeling: contact.feeling ?? "FEELING_UNSPECIFIED",
  meaning: contact.meaning ?? "",
  iGet: contact.iGet ?? [],
  iGive: contact.iGive ?? [],
  howOften: contact.howOften ?? "",
  channel: contact.channel ?? "",
  initiative: contact.initiative ?? "INITIATIVE_UNSPECIFIED",
  hope: contact.hope ?? "HOPE_UNSPECIFIED",
  hidden: contact.hidden ?? false,
});

/** In the order of the API: family is not first (N-09). */
export const categories = [
  "CATEGORY_FRIENDS", "CATEGORY_NEIGHBOURS", "CATEGORY_ACQUAINTANCES", "CATEGORY_HOBBY", "CATEGORY_CLUB", "CATEGORY_CHURCH", "CATEGORY_SPORT",
  "CATEGORY_CHANCE", "CATEGORY_VIA_VIA", "CATEGORY_SOCIAL_MEDIA", "CATEGORY_SCHOOL", "CATEGORY_COURSE", "CATEGORY_VOLUNTEER",
  "CATEGORY_PROFESSIONAL", "CATEGORY_FAMILY", "CATEGORY_OTHER",
] as const;
const circles = ["CIRCLE_CLOSE", "CIRCLE_NEAR", "CIRCLE_FURTHER", "CIRCLE_UNSPECIFIED"] as const;
const feelings = [
  { value: "FEELING_GOOD", face: BeamingFaceWithSmilingEyes },
  { value: "FEELING_MIXED", face: NeutralFace },
  { value: "FEELING_HARD", face: SlightlyFrowningFace },
  { value: "FEELING_UNSPECIFIED", face: null },
] as const;
const helps = ["HELP_PRACTICAL", "HELP_COMPANY", "HELP_ADVICE", "HELP_EMOTIONAL"] as const;
const initiatives = ["INITIATIVE_ME", "INITIATIVE_OTHER", "INITIATIVE_BOTH", "INITIATIVE_UNSPECIFIED"] as const;
const hopes = ["HOPE_MORE", "HOPE_FINE", "HOPE_LESS", "HOPE_AGAIN", "HOPE_UNSPECIFIED"] as const;

interface FieldsProps {
  edit: Edit<ContactDraft>;
  name: string;
  fields: Record<string, string>;
  /** What the client keeps apart, of everybody or of this person: there is nothing to see and nothing to change (N-17). */
  kept: readonly KnownPart[];
}

export function ContactFields({ edit, name, fields, kept }: FieldsProps) {
  const t = useT();
  const { value, set } = edit;
  const seen = (part: KnownPart) => !kept.includes(part);
  return (
    <>
      <TextField
        label={t("people.contact.name", { name })}
        value={value.name}
        onChange={(called) => set({ name: called })}
        error={fields["contact.name"]}
        autoComplete="off"
        maxLength={80}
      />
      <Select
        optional
        label={t("people.contact.category", { name })}
        value={value.category === "CATEGORY_UNSPECIFIED" ? null : value.category}
        onChange={(category) => set({ category })}
        options={categories.map((category) => ({ value: category, label: t(`people.contact.${category}`) }))}
      />
      <RadioCards
        compact
        label={t("people.contact.circle")}
        value={value.circle}
        onChange={(circle) => set({ circle })}
        options={circles.map((circle) => ({ value: circle, label: t(`people.contact.${circle}`) }))}
      />
      {seen("MAP_PART_MEANING") && <Meaning edit={edit} name={name} />}
      {seen("MAP_PART_GIVING") && <Exchange edit={edit} name={name} />}
      {seen("MAP_PART_CONTACT") && <Often edit={edit} name={name} />}
      {seen("MAP_PART_HOPE") && (
        <RadioCards
          compact
          label={t("people.contact.hope", { name })}
          value={value.hope}
          onChange={(hope) => set({ hope })}
          options={hopes.map((hope) => ({ value: hope, label: t(`people.contact.${hope}`) }))}
        />
      )}
      {kept.length > 0 && <p className="soft">{t("map.kept", { name })} {kept.map((part) => t(`map.part.${part}`)).join(", ")}. {t("map.keptFine")}</p>}
      <Checkbox isSelected={value.hidden} onChange={(hidden) => set({ hidden })} description={t("people.contact.hidden.help", { name })}>
        {t("people.contact.hidden", { name })}
      </Checkbox>
    </>
  );
}

/** How it feels and what somebody means (N-08). */
function Meaning({ edit: { value, set }, name }: Pick<FieldsProps, "edit" | "name">) {
  const t = useT();
  return (
    <>
      <RadioCards
        compact
        label={t("people.contact.feeling")}
        value={value.feeling}
        onChange={(feeling) => set({ feeling })}
        options={feelings.map(({ value: feeling, face }) => ({
          value: feeling,
          label: t(`people.contact.${feeling}`),
          picture: face && <Pictogram of={face} size="2.25rem" plate />,
        }))}
      />
      <TextArea
        optional
        label={t("people.contact.meaning", { name })}
        value={value.meaning}
        onChange={(meaning) => set({ meaning })}
        maxLength={1000}
      />
    </>
  );
}

/** How often, by which way, and who begins. */
function Often({ edit: { value, set }, name }: Pick<FieldsProps, "edit" | "name">) {
  const t = useT();
  return (
    <>
      <TextField
        optional
        label={t("people.contact.howOften")}
        description={t("people.contact.howOften.help")}
        value={value.howOften}
        onChange={(howOften) => set({ howOften })}
        autoComplete="off"
        maxLength={200}
      />
      <TextField
        optional
        label={t("map.channel")}
        description={t("map.channel.help")}
        value={value.channel}
        onChange={(channel) => set({ channel })}
        autoComplete="off"
        maxLength={200}
      />
      <RadioCards
        compact
        label={t("map.initiative")}
        value={value.initiative}
        onChange={(initiative) => set({ initiative })}
        options={initiatives.map((who) => ({ value: who, label: t(`map.${who}`, { name }) }))}
      />
    </>
  );
}

/** What goes either way: getting and giving side by side (N-05). */
function Exchange({ edit: { value, set }, name }: Pick<FieldsProps, "edit" | "name">) {
  const t = useT();
  const options = helps.map((help) => ({ value: help, label: t(`people.contact.${help}`) }));
  const known = (all: ContactDraft["iGet"]) => all.filter((help) => help !== "HELP_UNSPECIFIED");
  return (
    <div className={styles.two}>
      <Choices label={t("people.contact.iGet", { name })} options={options} value={known(value.iGet)} onChange={(iGet) => set({ iGet })} />
      <Choices label={t("people.contact.iGive", { name })} options={options} value={known(value.iGive)} onChange={(iGive) => set({ iGive })} />
    </div>
  );
}
