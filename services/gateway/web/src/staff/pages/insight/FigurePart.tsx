/** One figure: what it says in a sentence, as bars, and as tables by quarter and by location. */
import { useId, useState } from "react";
import { Button } from "@/design/Button";
import { type Column, Table } from "@/design/Table";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import styles from "./insight.module.css";
import { Bars } from "./Plots";
import type { Quarter } from "./queries";
import { capital, cellOf, type Figure, figures, idOf, people, quarterName, quarterShort, sentence, tableOf } from "./words";

export interface FigurePartProps {
  figure: Figure;
  /** All of them, the latest first. */
  quarters: Quarter[];
  quarter: Quarter;
  where: string;
  nameOf: (locationId: string) => string;
}

export function FigurePart(props: FigurePartProps) {
  const { figure, quarters, quarter, where } = props;
  const t = useT();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const id = useId();
  const says = sentence(t, format.list, quarter, figure, where);
  return (
    <section className={styles.figure} aria-labelledby={id}>
      <h3 id={id}>{t(`insight.${figure}.title`)}</h3>
      <p className={styles.says}>{says ? `${capital(says)}.` : t("insight.say.nothing")}</p>
      <Bars figure={figure} quarter={quarter} quarters={quarters} where={where} />
      <p className="soft small">{t(`insight.${figure}.help`)}</p>
      <div className="no-print">
        <Button kind="quiet" size="small" aria-expanded={open} aria-label={`${open ? t("insight.table.hide") : t("insight.table.show")}: ${t(`insight.${figure}.title`)}`} onPress={() => setOpen(!open)}>
          {open ? t("insight.table.hide") : t("insight.table.show")}
        </Button>
      </div>
      {open && <Tables {...props} />}
    </section>
  );
}

function Tables({ figure, quarters, quarter, where, nameOf }: FigurePartProps) {
  const t = useT();
  const title = t(`insight.${figure}.title`);
  const whole = where ? nameOf(where) : t("insight.where.all");
  const columns = <Row,>(heading: string, name: (row: Row) => string, cell: (row: Row) => { in: Quarter; at: string }): Column<Row>[] => [
    { id: "row", heading, cell: name },
    ...figures[figure].map((group): Column<Row> => ({
      id: group,
      heading: t(`insight.group.${group}`),
      cell: (row) => people(t, cellOf(cell(row).in, figure, group, cell(row).at), true),
    })),
  ];
  const places = (tableOf(quarter, figure)?.rows ?? [])
    .map((row) => row.locationId ?? "")
    .sort((a, b) => (a && b ? nameOf(a).localeCompare(nameOf(b)) : a ? 1 : -1));
  return (
    <div className={styles.tables}>
      <h4>{t("insight.table.time")}</h4>
      <Table
        caption={t("insight.table.time.caption", { figure: title, where: whole })}
        columns={columns<Quarter>(t("insight.table.quarter"), (row) => quarterShort(t, row), (row) => ({ in: row, at: where }))}
        rows={quarters}
        rowKey={idOf}
      />
      {!where && <h4>{t("insight.table.place")}</h4>}
      {!where && (
        <Table
          caption={t("insight.table.place.caption", { figure: title, quarter: quarterName(t, quarter) })}
          columns={columns<string>(t("insight.table.location"), (at) => (at ? nameOf(at) : t("insight.where.all")), (at) => ({ in: quarter, at }))}
          rows={places}
          rowKey={(at) => at || "all"}
        />
      )}
    </div>
  );
}
