/** What came in, what did not and why per row, what was left out on purpose, and what asks for another look. */
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/design/Button";
import { Select } from "@/design/Select";
import { Table } from "@/design/Table";
import { inLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { download, toCSV } from "./csv";
import styles from "./import.module.css";
import type { Import, RowNote } from "./queries";

/** `next`: what can be done with this report, where it is seen without scrolling through every row. */
export function ReportView({ report, next }: { report: Import; next?: ReactNode }) {
  const t = useT();
  const format = useFormat();
  const dry = report.state === "STATE_PREPARED";
  const figures = [
    { label: t("import.report.read"), n: report.rowsRead },
    { label: t(dry ? "import.report.createdDry" : "import.report.created"), n: report.rowsCreated },
    { label: t(dry ? "import.report.updatedDry" : "import.report.updated"), n: report.rowsUpdated },
    { label: t("import.report.unchanged"), n: report.rowsUnchanged },
    { label: t(dry ? "import.report.refusedDry" : "import.report.refused"), n: report.rowsRefused },
  ];
  return (
    <div className={styles.report}>
      <p className="soft">
        {report.createTime ? t("import.report.of", { file: report.fileName ?? "", when: format.dayTime(report.createTime) }) : report.fileName}
        {report.encoding && report.separator && <> · {t("import.report.format", { encoding: report.encoding, separator: separatorName(t, report.separator) })}</>}
      </p>
      <dl className={styles.figures}>
        {figures.map(({ label, n }) => <div key={label}><dt>{label}</dt><dd>{n ?? 0}</dd></div>)}
      </dl>
      {next}
      <Rows title={t("import.refused.title")} none={t("import.refused.none")} rows={report.refused ?? []} all={report.rowsRefused ?? 0} file={t("import.download.refused")} />
      <Rows title={t("import.remarks.title")} none={t("import.remarks.none")} rows={report.remarks ?? []} all={0} file={t("import.download.remarks")} />
      {(report.leftOut?.length ?? 0) > 0 && (
        <section className="stack">
          <h3>{t("import.leftOut.title")}</h3>
          <p className="soft">{t("import.leftOut.text")}</p>
          <Table
            caption={t("import.leftOut.title")}
            rows={report.leftOut ?? []}
            rowKey={(column) => column.column ?? ""}
            columns={[
              { id: "column", heading: t("import.leftOut.column"), cell: (column) => column.column },
              { id: "why", heading: t("import.leftOut.why"), cell: (column) => inLanguage(t.language, column, "text") },
            ]}
          />
        </section>
      )}
    </div>
  );
}

function separatorName(t: ReturnType<typeof useT>, separator: string | undefined): string {
  switch (separator) {
    case ";": return t("import.separator.semicolon");
    case ",": return t("import.separator.comma");
    case "tab": return t("import.separator.tab");
    default: return t("import.separator.other", { separator: separator ?? "" });
  }
}

const all = "all";
const few = 8;

interface RowsProps {
  title: string;
  none: string;
  rows: RowNote[];
  /** How many there are; more than the server names. */
  all: number;
  file: string;
}

function Rows({ title, none, rows, all: total, file }: RowsProps) {
  const t = useT();
  const id = useId();
  const [code, setCode] = useState(all);
  const [whole, setWhole] = useState(false);
  const why = (row: RowNote) => inLanguage(t.language, row, "text");
  const shown = code === all ? rows : rows.filter((row) => row.code === code);
  if (rows.length === 0) return <section className="stack"><h3>{title}</h3><p className="soft">{none}</p></section>;
  const headings = [t("import.row.line"), t("import.row.number"), t("import.row.column"), t("import.row.why")];
  const save = () => download(file, toCSV([headings, ...shown.map((row) => [row.line ?? "", row.number ?? "", row.column ?? "", why(row)])]));
  return (
    <section className="stack" aria-labelledby={id}>
      <div className={styles.heading}>
        <h3 id={id}>{title}</h3>
        <Button size="small" onPress={save}>{t("import.download")}</Button>
      </div>
      {total > rows.length && <p className="soft">{t("import.rows.first", { n: rows.length, all: total })}</p>}
      <Reasons rows={rows} code={code} onChange={setCode} why={why} />
      <Table
        caption={title}
        rows={whole ? shown : shown.slice(0, few)}
        rowKey={(row) => `${row.line}-${row.code}-${row.column}`}
        columns={[
          { id: "line", heading: headings[0] ?? "", cell: (row) => row.line ? <><span className={styles.phone}>{headings[0]} </span>{row.line}</> : "" },
          { id: "number", heading: headings[1] ?? "", cell: (row) => row.number },
          { id: "column", heading: headings[2] ?? "", cell: (row) => row.column },
          { id: "why", heading: headings[3] ?? "", cell: why },
        ]}
      />
      {!whole && shown.length > few && <div><Button size="small" onPress={() => setWhole(true)}>{t("import.rows.more", { n: shown.length })}</Button></div>}
    </section>
  );
}

/** One reason at a time: mending an export goes faster that way. */
function Reasons({ rows, code, onChange, why }: { rows: RowNote[]; code: string; onChange: (code: string) => void; why: (row: RowNote) => string }) {
  const t = useT();
  const codes = [...new Set(rows.map((row) => row.code ?? ""))];
  if (codes.length < 2) return null;
  const of = (each: string) => rows.filter((row) => row.code === each);
  return (
    <div className={styles.filter}>
      <Select
        label={t("import.filter.label")}
        value={code}
        onChange={onChange}
        options={[
          { value: all, label: t("import.filter.all"), description: t.count("import.rows", rows.length) },
          ...codes.map((each) => ({ value: each, label: firstSentence(why(of(each)[0] ?? {})), description: t.count("import.rows", of(each).length) })),
        ]}
      />
    </div>
  );
}

const firstSentence = (text: string) => /^[^.;]+/.exec(text)?.[0] ?? text;
