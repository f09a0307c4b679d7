/** Who decides with somebody by law, where there is anybody: a name and a role, and nothing to reach them by. */
import { Card } from "@/design/Card";
import { Select } from "@/design/Select";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import type { Edit } from "@/staff/change";
import type { AboutDraft } from "./about";
import styles from "./people.module.css";
import type { Client } from "./queries";

const kinds = ["KIND_UNSPECIFIED", "KIND_MENTOR", "KIND_CURATOR", "KIND_ADMINISTRATOR", "KIND_PARENT", "KIND_AUTHORISED"] as const;

export function RepresentativeCard({ of }: { of: Client }) {
  const t = useT();
  const { name, kind = "KIND_UNSPECIFIED" } = of.representative ?? {};
  if (!name && kind === "KIND_UNSPECIFIED") return null;
  return (
    <Card title={t("people.representative.title")} note={t("people.representative.lead", { name: of.givenName ?? "" })}>
      <p>{[name, kind !== "KIND_UNSPECIFIED" && t(`people.representative.${kind}`)].filter(Boolean).join(", ")}</p>
    </Card>
  );
}

export function RepresentativeFields({ edit: { value, set }, name, fields }: { edit: Edit<AboutDraft>; name: string; fields: Record<string, string> }) {
  const t = useT();
  return (
    <section className={styles.group}>
      <h2>{t("people.representative.title")}</h2>
      <p className="soft">{t("people.representative.lead", { name })}</p>
      <Select
        optional
        label={t("people.representative.kind")}
        value={value.representativeKind ?? "KIND_UNSPECIFIED"}
        onChange={(representativeKind) => set({ representativeKind })}
        options={kinds.map((kind) => ({ value: kind, label: t(`people.representative.${kind}`) }))}
      />
      <TextField
        optional
        label={t("people.representative.name")}
        description={t("people.representative.name.help")}
        value={value.representativeName ?? ""}
        onChange={(representativeName) => set({ representativeName })}
        error={fields["client.representative.name"]}
        autoComplete="off"
        maxLength={120}
      />
    </section>
  );
}
