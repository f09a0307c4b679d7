/**
 * Plots that need no key and no axis: bars with their words beside them. Where people are told of in steps, the bar is full up
 * to the least there are and light up to the most. Too few is said, never drawn as nothing.
 */
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import styles from "./insight.module.css";
import type { Quarter } from "./queries";
import { cellOf, extent, type Figure, figures, type Group, idOf, monthOf, people, quarterName, told } from "./words";

interface BarsProps {
  figure: Figure;
  quarter: Quarter;
  /** All of them, the latest first. */
  quarters: readonly Quarter[];
  where: string;
}

export function Bars({ figure, quarter, quarters, where }: BarsProps) {
  const t = useT();
  const format = useFormat();
  const cells = figures[figure].map((group) => ({ group, cell: cellOf(quarter, figure, group, where) }));
  const most = Math.max(1, ...cells.map(({ cell }) => extent(cell).high));
  const part = (n: number) => `${(n / most) * 100}%`;
  const run = quarters.slice(0, shownAtMost).reverse();
  const ever = Math.max(1, ...run.flatMap((one) => figures[figure].map((group) => extent(cellOf(one, figure, group, where)).high)));
  const [first, last] = [run[0], run.at(-1)];
  return (
    <>
      <ul className={styles.bars} data-figure={figure}>
        {cells.map(({ group, cell }) => {
          const { low, high } = extent(cell);
          return (
            <li key={group}>
              <span className={styles.label}>{t(`insight.group.${group}`)}</span>
              <span className={styles.track} aria-hidden="true">
                {told(cell) && <span className={styles.most} style={{ inlineSize: part(high) }} />}
                {told(cell) && <span className={styles.least} style={{ inlineSize: part(low) }} />}
              </span>
              <span className={told(cell) ? styles.value : styles.few}>{people(t, cell)}</span>
              {run.length > 1 && <OverTime figure={figure} group={group} run={run} where={where} most={ever} />}
            </li>
          );
        })}
      </ul>
      {run.length > 1 && first && last && (
        <p className={`${styles.from} soft small`}>{t("insight.plot.from", { first: format.month(monthOf(first, "first")), last: format.month(monthOf(last, "last")) })}</p>
      )}
    </>
  );
}

const height = 34;
const wide = 144;
const shownAtMost = 8;

interface OverTimeProps {
  figure: Figure;
  group: Group;
  /** The oldest first. */
  run: readonly Quarter[];
  where: string;
  /** The height of the plot, in people: the same for all groups of a figure. */
  most: number;
}

function OverTime({ figure, group, run, where, most }: OverTimeProps) {
  const t = useT();
  const cells = run.map((quarter) => ({ quarter, cell: cellOf(quarter, figure, group, where) }));
  // Few quarters stand as wide apart as many: a year can be read on a phone too.
  const step = wide / Math.max(4, run.length);
  const up = (n: number) => (n / most) * (height - 3);
  const values = cells.map(({ quarter, cell }) => t("insight.plot.one", { quarter: quarterName(t, quarter), people: people(t, cell) })).join("; ");
  return (
    <svg
      className={styles.time}
      viewBox={`0 0 ${wide} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t("insight.plot.time", { group: t(`insight.group.${group}`), values })}
    >
      <line x1="0" x2={run.length * step} y1={height - 0.5} y2={height - 0.5} className={styles.ground} />
      {cells.map(({ quarter, cell }, index) => {
        const { low, high } = extent(cell);
        const x = index * step + 3;
        const width = step - 6;
        if (!told(cell)) return <circle key={idOf(quarter)} cx={x + width / 2} cy={height - 5} r="2" className={styles.dot} />;
        return (
          <g key={idOf(quarter)}>
            <rect x={x} width={width} y={height - 1 - up(high)} height={up(high)} rx="2" className={styles.mostBar} />
            <rect x={x} width={width} y={height - 1 - up(low)} height={up(low)} rx="2" className={styles.leastBar} />
          </g>
        );
      })}
    </svg>
  );
}
