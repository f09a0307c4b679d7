/**
 * A plain table: real <table>, a caption, headings that head. On a phone the rows become small cards, each value with
 * its heading in front. For something to open, put a Link in the first cell.
 */
import type { ReactNode } from "react";
import styles from "./Table.module.css";

export interface Column<Row> {
  id: string;
  heading: string;
  cell: (row: Row) => ReactNode;
  align?: "start" | "end";
}

export interface TableProps<Row> {
  /** Read by screen readers; shown when `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

export function Table<Row>({ caption, showCaption = false, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <table className={styles.table}>
      <caption className={showCaption ? styles.caption : "visually-hidden"}>{caption}</caption>
      <thead>
        <tr>{columns.map((column) => <th key={column.id} scope="col" data-align={column.align}>{column.heading}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column, index) =>
              index === 0 ? (
                <th key={column.id} scope="row">{column.cell(row)}</th>
              ) : (
                <td key={column.id} data-heading={column.heading} data-align={column.align}>{column.cell(row)}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
