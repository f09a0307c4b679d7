/** What each column of the file is taken for, with a few values to recognise it by. Another choice shows at once what would happen then. */
import { useQueryClient } from "@tanstack/react-query";
import { ErrorNote } from "@/design/ErrorNote";
import { Select } from "@/design/Select";
import { useT } from "@/i18n/staff";
import { showNow, useChange } from "@/staff/change";
import styles from "./import.module.css";
import { type Field, type Import, type ImportColumn, mapColumn } from "./queries";

const fields: readonly Field[] = [
  "FIELD_NONE", "FIELD_NUMBER", "FIELD_GIVEN_NAME", "FIELD_PREFIX", "FIELD_FAMILY_NAME", "FIELD_BIRTH_DATE", "FIELD_LOCATION",
  "FIELD_POSTAL_CODE", "FIELD_TOWN", "FIELD_WORKER_NAME", "FIELD_WORKER_EMAIL", "FIELD_INTERESTS", "FIELD_AIDS", "FIELD_OUT_OF_CARE",
];

/** Whether it is known by which column somebody is recognised, and called. Other formats than CSV have no columns to choose. */
export function isMapped(one: Import): boolean {
  if (one.format !== "FORMAT_CSV") return true;
  const taken = new Set((one.columns ?? []).map((column) => column.field));
  return taken.has("FIELD_NUMBER") && (taken.has("FIELD_GIVEN_NAME") || taken.has("FIELD_FAMILY_NAME"));
}

interface Choice { index: number; field: Field }

export function Columns({ one }: { one: Import }) {
  const t = useT();
  const queries = useQueryClient();
  const change = useChange({
    run: ({ index, field }: Choice, once) => mapColumn(one, index, field, once),
    refresh: [],
    onDone: (mapped) => showNow(queries, ["imports", one.id], mapped),
  });
  const open = (one.columns ?? []).filter((column) => !column.fixed);
  if (open.length === 0) return null;
  return (
    <section className="stack" aria-busy={change.isPending}>
      <h2>{t("import.columns.title")}</h2>
      <p className="soft">{t("import.columns.text")}</p>
      <ErrorNote problem={change.problem} />
      <ul className={`plain-list ${styles.columns}`}>
        {open.map((column) => (
          <li key={column.index}>
            <Choose column={column} onChoose={(field) => change.start({ index: column.index ?? 0, field })} />
          </li>
        ))}
      </ul>
      <p role="status" className="visually-hidden">{change.isPending ? t("import.looking") : ""}</p>
    </section>
  );
}

function Choose({ column, onChoose }: { column: ImportColumn; onChoose: (field: Field) => void }) {
  const t = useT();
  const samples = column.samples ?? [];
  return (
    <Select
      label={t("import.columns.of", { column: column.heading || t("import.columns.nameless") })}
      description={samples.length > 0 ? t("import.columns.samples", { samples: samples.join(" · ") }) : t("import.columns.empty")}
      value={column.field && column.field !== "FIELD_UNSPECIFIED" ? column.field : "FIELD_NONE"}
      onChange={onChoose}
      options={fields.map((field) => ({ value: field, label: t(`import.field.${field}` as `import.field.${Exclude<Field, "FIELD_UNSPECIFIED">}`) }))}
    />
  );
}
