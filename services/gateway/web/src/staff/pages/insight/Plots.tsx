/**
 * Plots that need no key and no axis: bars with their words beside them. Where people are told of in steps, the bar is full up
 * to the least there are and light up to the most. Too few is said, never drawn as nothing.
 */
import { useT } from "@/i18n/staff";
import styles from "./insight.module.css";
import type { Quarter } from "./queries";
import { cellOf, extent, type Figure, figures, idOf, people, quarterName, quarterShort, told } from "./words";

interface PlotProps {
  figure: Figure;
  where: string;
}

export function Bars({ figure, quarter, where }: PlotProps & { quarter: Quarter }) {
  const t = useT();
  const cells = figures[figure].map((group) => ({ group, cell: cellOf(quarter, figure, group, where) }));
  const most = Math.max(1, ...cells.map(({ cell }) => extent(cell).high));
  const part = (n: number) => `${(n / most) * 100}%`;
  return (
    <ul className={styles.bars}>
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
          </li>
        );
      })}
    </ul>
  );
}

const height = 56;
const step = 30;
const shownAtMost = 8;

/** Small bars per group, the oldest quarter first. */
export function OverTime({ figure, quarters, where }: PlotProps & { quarters: Quarter[] }) {
  const t = useT();
  const run = quarters.slice(0, shownAtMost).reverse();
  const all = figures[figure].map((group) => ({ group, cells: run.map((quarter) => ({ quarter, cell: cellOf(quarter, figure, group, where) })) }));
  const most = Math.max(1, ...all.flatMap(({ cells }) => cells.map(({ cell }) => extent(cell).high)));
  const first = run[0];
  const last = run.at(-1);
  return (
    <div className={styles.time}>
      <h4>{t("insight.table.time")}</h4>
      <ul>
        {all.map(({ group, cells }) => (
          <li key={group}>
            <span className={styles.label} aria-hidden="true">{t(`insight.group.${group}`)}</span>
            <svg
              viewBox={`0 0 ${run.length * step} ${height}`}
              role="img"
              aria-label={t("insight.plot.time", {
                group: t(`insight.group.${group}`),
                values: cells.map(({ quarter, cell }) => t("insight.plot.one", { quarter: quarterName(t, quarter), people: people(t, cell) })).join("; "),
              })}
            >
              <line x1="0" x2={run.length * step} y1={height - 1} y2={height - 1} className={styles.ground} />
              {cells.map(({ quarter, cell }, index) => {
                const { low, high } = extent(cell);
                const x = index * step + 5;
                const up = (n: number) => (n / most) * (height - 6);
                if (!told(cell)) return <circle key={idOf(quarter)} cx={x + (step - 10) / 2} cy={height - 7} r="2.5" className={styles.dot} />;
                return (
                  <g key={idOf(quarter)}>
                    <rect x={x} width={step - 10} y={height - 1 - up(high)} height={up(high)} rx="2" className={styles.mostBar} />
                    <rect x={x} width={step - 10} y={height - 1 - up(low)} height={up(low)} rx="2" className={styles.leastBar} />
                  </g>
                );
              })}
            </svg>
          </li>
        ))}
      </ul>
      {first && last && <p className={`${styles.from} soft small`} aria-hidden="true"><span>{quarterShort(t, first)}</span><span>{quarterShort(t, last)}</span></p>}
    </div>
  );
}
