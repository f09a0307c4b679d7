/** Figures and groups in words, and how to find a cell. Everything here works on what was published and adds nothing to it. */
import type { StaffAreas } from "@/i18n/staff";
import type { Translate } from "@/i18n/core";
import type { Cell, FigureTable, Quarter } from "./queries";

type T = Translate<StaffAreas>;

/** The figures in the order of the page; each with its groups, in order. */
export const figures = {
  taking_part: ["with_match", "with_others"],
  contact: ["klik", "klik_a_bit", "no_klik"],
  how_it_was: ["nice", "okay", "not_nice"],
  waiting: ["short", "longer", "long"],
  balance: ["gives_and_gets", "gives", "gets"],
  continuity: ["nobody", "match_with_one", "one"],
  road: ["getting_ready", "active", "paused"],
} as const;

export type Figure = keyof typeof figures;
export type Group = (typeof figures)[Figure][number];

export const figureNames = Object.keys(figures) as Figure[];

export const idOf = (quarter: Quarter): string => `${quarter.year}-${quarter.number}`;

export const tableOf = (quarter: Quarter | undefined, figure: Figure): FigureTable | undefined =>
  quarter?.tables?.find((table) => table.figure === `FIGURE_${figure.toUpperCase()}`);

/** One cell: of a location, or of the whole organisation ("" for where). */
export const cellOf = (quarter: Quarter | undefined, figure: Figure, group: Group, where: string): Cell | undefined =>
  tableOf(quarter, figure)
    ?.rows?.find((row) => (row.locationId ?? "") === where)
    ?.cells?.find((cell) => cell.group === `GROUP_${group.toUpperCase()}`);

/** The locations a quarter speaks of. */
export const locationsIn = (quarters: readonly Quarter[]): string[] => [
  ...new Set(quarters.flatMap((quarter) => quarter.tables ?? []).flatMap((table) => table.rows ?? []).map((row) => row.locationId ?? "").filter(Boolean)),
];

export const told = (cell: Cell | undefined): boolean => !!cell && !cell.tooFew;

/** Whether nothing at all is told of somewhere in a quarter. */
export const silent = (quarter: Quarter, where: string): boolean =>
  figureNames.every((figure) => figures[figure].every((group) => !told(cellOf(quarter, figure, group, where))));

/** From where to where a bar goes, in people. */
export const extent = (cell: Cell | undefined): { low: number; high: number } => {
  if (!cell || cell.tooFew) return { low: 0, high: 0 };
  return cell.about ? { low: cell.about, high: cell.about } : { low: cell.atLeast ?? 0, high: cell.atMost ?? 0 };
};

/** "10 tot 14 mensen", "ongeveer 65 mensen", "te weinig om te noemen". */
export function people(t: T, cell: Cell | undefined, short = false): string {
  if (!cell || cell.tooFew) return short ? t("insight.few.short") : t("insight.few");
  const { low, high } = extent(cell);
  if (cell.about) return short ? t("insight.people.about.short", { n: low }) : t("insight.people.about", { n: low });
  return short ? t("insight.people.between.short", { low, high }) : t("insight.people.between", { low, high });
}

const quarterNumber = (quarter: Quarter) => ([1, 2, 3, 4] as const).find((n) => n === quarter.number) ?? 1;

export const quarterName = (t: T, quarter: Quarter): string =>
  t("insight.quarter.name", { months: t(`insight.quarter.${quarterNumber(quarter)}`), year: quarter.year ?? "" });

export const quarterShort = (t: T, quarter: Quarter): string =>
  t("insight.quarter.short", { number: quarter.number ?? "", year: quarter.year ?? "" });

/** A moment within the first month of a quarter, or the last, to name it by. */
export const monthOf = (quarter: Quarter, which: "first" | "last"): Date =>
  new Date(Date.UTC(quarter.year ?? 0, (quarterNumber(quarter) - 1) * 3 + (which === "first" ? 0 : 2), 15));

/** What a figure says, as one sentence without its full stop; empty when there is nothing to say. */
export function sentence(t: T, list: (items: readonly string[]) => string, quarter: Quarter, figure: Figure, where: string): string {
  return list(
    figures[figure]
      .map((group) => ({ group, cell: cellOf(quarter, figure, group, where) }))
      .filter(({ cell }) => told(cell))
      .map(({ group, cell }) => t(`insight.say.${group}`, { people: people(t, cell) })),
  );
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
