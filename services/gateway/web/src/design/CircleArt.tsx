/** The drawn part of the map: three circles with their names, a thread to everybody, and a soft ribbon around people of one kind. */
import { useId } from "react";
import styles from "./Circles.module.css";
import { circles, type Circle, type Layout, type Placed } from "./circles-layout";
import { type Feeling, type Person, usePlaceWords } from "./circles-words";

interface ArtProps {
  layout: Layout<Person>;
  /** The circle somebody is being dragged to. */
  towards: Circle | null;
  colour: (person: Person) => string;
}

export function CircleArt({ layout, towards, colour }: ArtProps) {
  const words = usePlaceWords();
  const id = useId();
  const middle = layout.size / 2;
  return (
    <svg className={styles.art} viewBox={`0 0 ${layout.size} ${layout.size}`} aria-hidden="true">
      {[...circles].reverse().map((circle) => (
        <circle key={circle} cx={middle} cy={middle} r={layout.edge[circle]} className={styles[circle]} data-towards={towards === circle || undefined} />
      ))}
      {ribbons(layout).map(({ key, d, person }) => <path key={key} d={d} className={styles.ribbon} data-pool={colour(person)} strokeWidth={layout.mark + 10} />)}
      {layout.placed.map((placed) => (
        <path key={placed.person.id} d={thread(layout, placed)} className={styles.thread} data-feeling={placed.person.feeling} />
      ))}
      {circles.map((circle) => {
        const at = freeSide(layout, circle, words.circle(circle).length);
        return at === null ? null : (
          <g key={circle}>
            <path id={`${id}${circle}`} d={arcFor(layout, circle, at)} fill="none" />
            <text className={styles.ring}><textPath href={`#${id}${circle}`} startOffset="50%" textAnchor="middle">{words.circle(circle)}</textPath></text>
          </g>
        );
      })}
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

const letter = 6.4;

/** Where in a circle there is room for its name, at the foot if it can be; nothing when there is none. */
function freeSide(layout: Layout<Person>, circle: (typeof circles)[number], letters: number): number | null {
  const radius = layout.edge[circle] - 9;
  const half = (letters * letter) / 2 / radius + 0.06;
  const middle = layout.size / 2;
  const free = (angle: number) =>
    Array.from({ length: 9 }, (_, n) => angle + half * (n / 4 - 1)).every((at) => {
      const [x, y] = [middle + radius * Math.cos(at), middle + radius * Math.sin(at)];
      return layout.placed.every((placed) => {
        if (Math.hypot(placed.x - x, placed.y - y) < layout.mark / 2 + 9) return false;
        if (!layout.names) return true;
        const height = placed.lines.length * 17 + 4;
        const [top, bottom] = placed.above ? [placed.y - layout.mark / 2 - height, placed.y] : [placed.y, placed.y + layout.mark / 2 + height];
        return Math.abs(placed.x - x) > layout.label / 2 + 4 || y < top - 8 || y > bottom + 8;
      });
    });
  const tries = Array.from({ length: 72 }, (_, n) => Math.PI / 2 + (n % 2 === 0 ? 1 : -1) * Math.ceil(n / 2) * (Math.PI / 36));
  return half > 1 ? null : (tries.find(free) ?? null);
}

/** The line the name of a circle stands on: upright, also in the lower half. */
function arcFor(layout: Layout<Person>, circle: (typeof circles)[number], at: number): string {
  const below = Math.sin(at) > 0;
  const radius = layout.edge[circle] - (below ? 5 : 13);
  const [from, to] = below ? [at + 1.2, at - 1.2] : [at - 1.2, at + 1.2];
  return `M${point(layout.size / 2, radius, from)}A${radius} ${radius} 0 0 ${below ? 0 : 1} ${point(layout.size / 2, radius, to)}`;
}
