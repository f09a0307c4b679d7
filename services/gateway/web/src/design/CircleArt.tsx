/** The drawn part of the map: three circles with their names, a thread to everybody, and a soft ribbon around people of one kind. */
import styles from "./Circles.module.css";
import { circles, type Circle, type Layout, type Placed } from "./circles-layout";
import { ringNames } from "./circles-rings";
import { type Feeling, type Person, usePlaceWords } from "./circles-words";

interface ArtProps {
  layout: Layout<Person>;
  /** The circle somebody is being dragged to. */
  towards: Circle | null;
}

export function CircleArt({ layout, towards }: ArtProps) {
  const words = usePlaceWords();
  const middle = layout.size / 2;
  return (
    <svg className={styles.art} viewBox={`0 0 ${layout.size} ${layout.size}`} aria-hidden="true">
      {[...circles].reverse().map((circle) => (
        <circle key={circle} cx={middle} cy={middle} r={layout.edge[circle]} className={styles[circle]} data-towards={towards === circle || undefined} />
      ))}
      {ribbons(layout).map(({ key, d, person }) => <path key={key} d={d} className={styles.ribbon} data-kind={person.group} strokeWidth={layout.mark + 10} />)}
      {layout.placed.map((placed) => (
        <path key={placed.person.id} d={thread(layout, placed)} className={styles.thread} data-feeling={placed.person.feeling} />
      ))}
      {ringNames(layout, words.circle).map(({ circle, words: name, x, y, width, height }) => (
        <g key={circle} className={styles.ring}>
          <rect x={x - width / 2} y={y - height / 2} width={width} height={height} rx={height / 2} />
          <text x={x} y={y} dy="0.34em" textAnchor="middle">{name}</text>
        </g>
      ))}
    </svg>
  );
}

const point = (middle: number, radius: number, angle: number) => `${(middle + radius * Math.cos(angle)).toFixed(1)} ${(middle + radius * Math.sin(angle)).toFixed(1)}`;

/** A line whose manner tells how it feels, as in an ecogram: whole, in dashes, or jagged. */
export function threadPath(length: number, feeling?: Feeling): string {
  if (feeling !== "hard") return `M0 0H${length.toFixed(1)}`;
  const steps = Math.max(2, Math.round(length / 7));
  const points = Array.from({ length: steps - 1 }, (_, n) => `L${((length * (n + 1)) / steps).toFixed(1)} ${n % 2 === 0 ? -3 : 3}`);
  return `M0 0${points.join("")}L${length.toFixed(1)} 0`;
}

function thread(layout: Layout<Person>, { person, angle, radius }: Placed<Person>): string {
  const from = layout.owner;
  const length = Math.max(0, radius - layout.mark / 2 - from);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const middle = layout.size / 2;
  return threadPath(length, person.feeling).replace(/(-?[\d.]+) (-?[\d.]+)|H(-?[\d.]+)/g, (_, x: string, y: string, h: string) => {
    const along = from + Number(h ?? x);
    const beside = Number(y ?? 0);
    return `${h === undefined ? "" : "L"}${(middle + along * cos - beside * sin).toFixed(1)} ${(middle + along * sin + beside * cos).toFixed(1)}`;
  });
}

/** From the first to the last of neighbours in one row that are of one kind. */
function ribbons(layout: Layout<Person>) {
  const found: { key: string; d: string; person: Person }[] = [];
  const middle = layout.size / 2;
  let from: Placed<Person> | undefined;
  layout.placed.forEach((placed, n) => {
    const next = layout.placed[n + 1];
    from ??= placed;
    if (next && placed.person.group && next.person.group === placed.person.group && next.radius === placed.radius && next.person.circle === placed.person.circle && next.angle - placed.angle < 1.2) return;
    if (from !== placed) {
      const wide = placed.angle - from.angle > Math.PI ? 1 : 0;
      found.push({ key: from.person.id, person: from.person, d: `M${point(middle, from.radius, from.angle)}A${from.radius} ${from.radius} 0 ${wide} 1 ${point(middle, placed.radius, placed.angle)}` });
    }
    from = undefined;
  });
  return found;
}
