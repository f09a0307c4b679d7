/**
 * Where people stand in the drawing of a network map. Pure, in pixels of the width there is, so that it can be tested without
 * a screen: nobody stands on somebody else, nobody falls off, people of one kind stand together, and everybody stands as near as
 * can be to a place of their own (circles-places.ts).
 *
 * With few people every name stands under its mark. With more, or on a small screen, marks carry initials and a key tells who
 * they are. A circle that holds many gets more room, and more than one row.
 */
import { short, wrap } from "./circles-names";
import { byPlace, ownAngle, spread } from "./circles-places";

/** How close somebody stands; "unsaid" is a place outside: nobody is anywhere before it was said. */
export type Circle = "close" | "near" | "further" | "unsaid";
export const circles = ["close", "near", "further"] as const;

export interface MapPerson {
  id: string;
  name: string;
  circle: Circle;
  /** What people have in common: those of one group stand together. */
  group?: string;
}

export interface Placed<P extends MapPerson = MapPerson> {
  person: P;
  /** The middle of the mark, from the top left of the drawing. */
  x: number;
  y: number;
  angle: number;
  radius: number;
  /** The name stands above the mark instead of below. */
  above: boolean;
  /** The name in at most two lines, or initials nobody else has. */
  lines: string[];
}

export interface Layout<P extends MapPerson = MapPerson> {
  size: number;
  /** How large letters are here: 1 at the usual size. */
  unit: number;
  /** Across a mark. */
  mark: number;
  /** Names under the marks, or initials in them. */
  names: boolean;
  label: number;
  owner: number;
  /** The outer edge of each circle. */
  edge: Record<(typeof circles)[number], number>;
  /** How far names stick out above and below the drawing. */
  over: number;
  under: number;
  placed: Placed<P>[];
}

interface Config {
  mark: number;
  /** Width of a name, or 0 for initials. */
  label: number;
  /** Between two marks. */
  gap: number;
}

interface Row<P> {
  people: P[];
  radius: number;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What somebody takes up: a round mark, and a name above or below it. */
interface Spot {
  x: number;
  y: number;
  radius: number;
  name: Box | null;
  above: boolean;
}

/** From roomy to tight, in sixteenths of a rem. A mark never gets smaller than what a finger or a trembling hand finds. */
const roomy: readonly Config[] = [
  { mark: 56, label: 108, gap: 6 }, { mark: 50, label: 96, gap: 6 }, { mark: 44, label: 88, gap: 5 }, { mark: 40, label: 76, gap: 5 }, { mark: 36, label: 68, gap: 5 },
];
const tight: readonly Config[] = [
  ...[48, 44, 40, 36, 32, 28].map((mark) => ({ mark, label: 0, gap: 5 })),
  ...[28, 26, 24].map((mark) => ({ mark, label: 0, gap: 2 })),
];
const largest = 704;
const lineHeight = 17;
/** Names at the top and the foot may stick out this far. */
const spill = 40;
const turns = 36;
/** How much wider people may stand, and how far a row may turn, before another size is tried. */
const wider = [1, 1.25, 1.6, 2.1];
const turned = [0, 5, -5, 10, -10, 18, -18, 28, -28, 40, -40].map((degrees) => (degrees * Math.PI) / 180);
/** Where the names of the circles stand: as wide as the longest of them, in both languages. */
const ringName = { width: 100, height: 20 };

export function layOut<P extends MapPerson>(people: readonly P[], width: number, unit = 1): Layout<P> {
  const size = Math.max(200, Math.min(width, largest * Math.max(1, unit * 0.9)));
  const inside = [...people].filter((person) => person.circle !== "unsaid").sort(byPlace);
  const named = roomy.map(({ mark, label, gap }) => ({ mark: mark * unit, label: label * unit, gap }));
  // The circles' names keep their place at the foot if that can be; names of people go before them, and they before larger marks.
  const tries: [Config, boolean][] = [
    ...named.flatMap((config): [Config, boolean][] => [[config, true], [config, false]]),
    ...tight.filter(({ mark }) => mark >= 32).map((config): [Config, boolean] => [config, true]),
    ...tight.map((config): [Config, boolean] => [config, false]),
  ];
  for (const [config, foot] of tries) {
    const found = tryOut(inside, size, config, unit, foot);
    if (found) return found;
  }
  return squeezed(inside, size, unit);
}

const ownerOf = (size: number) => Math.min(48, Math.max(24, size * 0.085));

function tryOut<P extends MapPerson>(people: readonly P[], size: number, config: Config, unit: number, foot: boolean): Layout<P> | null {
  const bands = bandsFor(people, size, config);
  if (!bands) return null;
  const named = config.label > 0;
  const owner = ownerOf(size);
  const middle = size / 2;
  const taken: Spot[] = [{ x: middle, y: middle, radius: owner, name: null, above: false }];
  const placed: Placed<P>[] = [];
  const kept = foot ? ringNamesAt(middle, bands.edge, unit) : [];
  const called = named ? new Map<string, string>() : short(people);
  for (const row of circles.flatMap((circle) => bands.rows[circle])) {
    const lines = row.people.map((person) => (named ? wrap(person.name, config.label / (7.4 * unit)) : [called.get(person.id) ?? ""]));
    const free = (spot: Spot) => !kept.some((box) => touches(box, spot) || (spot.name !== null && over(box, spot.name)));
    const best = bestPlaces(row, config, (angles) => {
      if (!named) {
        const spots = angles.map((angle) => spotAt(middle, row.radius, angle, config.mark));
        return spots.every(free) ? spots : null;
      }
      const spots: Spot[] = [];
      for (const [index, angle] of angles.entries()) {
        const height = (lines[index]?.length ?? 1) * lineHeight * unit + 2;
        // Away from the middle is where there is most room for a name; the other side otherwise.
        const spot = [Math.sin(angle) < -0.3, Math.sin(angle) >= -0.3]
          .map((above) => withName(spotAt(middle, row.radius, angle, config.mark), config.label, height, above))
          .find((each) => free(each) && fits(each, size, spill * unit) && [...taken, ...spots].every((other) => !meet(each, other)));
        if (!spot) return null;
        spots.push(spot);
      }
      return spots;
    });
    if (!best) return null;
    taken.push(...best.spots);
    row.people.forEach((person, index) => {
      const { x = 0, y = 0, above = false } = best.spots[index] ?? {};
      placed.push({ person, x, y, above, angle: best.angles[index] ?? 0, radius: row.radius, lines: lines[index] ?? [] });
    });
  }
  const names = taken.flatMap(({ name }) => name ?? []);
  return {
    size, unit, mark: config.mark, label: config.label, names: named, owner, edge: bands.edge, placed,
    over: Math.max(0, ...names.map((name) => -name.top)),
    under: Math.max(0, ...names.map((name) => name.bottom - size)),
  };
}

/** How wide each circle is, and in which rows its people stand; nothing when this many do not fit. */
function bandsFor<P extends MapPerson>(people: readonly P[], size: number, { mark, gap }: Config) {
  const owner = ownerOf(size);
  const step = mark + gap;
  const least = gap > 2 ? Math.max(size * 0.075, 14) : 12;
  const rows = { close: [] as Row<P>[], near: [] as Row<P>[], further: [] as Row<P>[] };
  const need = { close: least, near: least, further: least };
  let from = owner + gap / 2;
  for (const circle of circles) {
    const here = people.filter((person) => person.circle === circle);
    const radii = radiiFor(here.length, from, step);
    need[circle] = Math.max(least, radii.length * step);
    rows[circle] = deal(here, radii, step);
    from += need[circle];
  }
  const spare = (size / 2 - 1 - from) / circles.length;
  if (spare < 0) return null;
  const edge = { close: 0, near: 0, further: 0 };
  let outer = owner + gap / 2;
  circles.forEach((circle, n) => {
    outer += need[circle] + spare;
    edge[circle] = outer;
    // What was planned tight stands in the middle of the wider circle, a little apart when there are more rows.
    rows[circle].forEach((row, index) => {
      row.radius += spare * n + (spare * (index + 1)) / (rows[circle].length + 1) + (need[circle] - rows[circle].length * step) / 2;
    });
  });
  return { rows, edge };
}

const room = (radius: number, step: number) => (radius * 2 <= step ? 1 : Math.floor(Math.PI / Math.asin(Math.min(1, step / (2 * radius)))));

function radiiFor(count: number, from: number, step: number): number[] {
  const radii: number[] = [];
  let left = count;
  for (let radius = from + step / 2; left > 0; radius += step) {
    radii.push(radius);
    left -= room(radius, step);
  }
  return radii;
}

/** People over the rows, by the length of each and never more than it holds; neighbours in the order stay neighbours. */
function deal<P>(people: P[], radii: number[], step: number): Row<P>[] {
  const length = radii.reduce((sum, radius) => sum + radius, 0);
  const rows = radii.map((radius) => ({ radius, share: (people.length * radius) / length, most: room(radius, step) }));
  let at = 0;
  return rows.map(({ radius, share, most }, index) => {
    const later = rows.slice(index + 1).reduce((sum, row) => sum + row.most, 0);
    const count = Math.max(people.length - at - later, Math.min(most, Math.round(share), people.length - at));
    const row = { people: people.slice(at, at + count), radius };
    at += count;
    return row;
  });
}

/** What the names of the circles take up at the foot of each. */
const ringNamesAt = (middle: number, edge: Layout["edge"], unit: number): Box[] =>
  circles.map((circle) => {
    const y = Math.min(middle + edge[circle], 2 * middle - (ringName.height * unit) / 2);
    return { left: middle - (ringName.width * unit) / 2, right: middle + (ringName.width * unit) / 2, top: y - (ringName.height * unit) / 2, bottom: y + (ringName.height * unit) / 2 };
  });

/** Everybody of a row as near to their own place as can be; where that does not fit, a little wider or turned; else evenly round. */
function bestPlaces<P extends MapPerson>(row: Row<P>, { mark, gap }: Config, spotsAt: (angles: number[]) => Spot[] | null) {
  const own = row.people.map(ownAngle);
  const least = 2 * Math.asin(Math.min(1, (mark + gap) / (2 * row.radius)));
  const even = (2 * Math.PI) / own.length;
  const placesAt = (angles: number[]) => {
    const spots = spotsAt(angles);
    return spots && { angles, spots };
  };
  for (const turn of turned) {
    for (const factor of wider) {
      const angles = spread(own, least * factor).map((angle) => angle + turn);
      const found = placesAt(angles);
      if (found) return found;
    }
  }
  const first = spread(own, even)[0] ?? 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const found = placesAt(own.map((_, index) => first + 2 * Math.PI * (turn / turns) + even * index));
    if (found) return found;
  }
  return null;
}

const spotAt = (middle: number, radius: number, angle: number, mark: number): Spot => ({
  x: middle + radius * Math.cos(angle), y: middle + radius * Math.sin(angle), radius: mark / 2, name: null, above: false,
});

function withName(spot: Spot, width: number, height: number, above: boolean): Spot {
  const top = above ? spot.y - spot.radius - height - 2 : spot.y + spot.radius + 2;
  return { ...spot, above, name: { left: spot.x - width / 2, right: spot.x + width / 2, top, bottom: top + height } };
}

const over = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const touches = (box: Box | null, { x, y, radius }: Spot) =>
  box !== null && Math.hypot(x - Math.max(box.left, Math.min(x, box.right)), y - Math.max(box.top, Math.min(y, box.bottom))) < radius;
const meet = (a: Spot, b: Spot) =>
  Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius || touches(a.name, b) || touches(b.name, a) || (a.name !== null && b.name !== null && over(a.name, b.name));
const fits = ({ name }: Spot, size: number, beyond: number) =>
  name === null || (name.left >= 0 && name.right <= size && name.top >= -beyond && name.bottom <= size + beyond);

/** More people than there is room for: everybody is still there, closer together. The list is the better way to see them then. */
function squeezed<P extends MapPerson>(people: readonly P[], size: number, unit: number): Layout<P> {
  const owner = ownerOf(size);
  const called = short(people);
  const width = (size / 2 - 1 - owner) / circles.length;
  const edge = { close: owner + width, near: owner + 2 * width, further: owner + 3 * width };
  const placed = circles.flatMap((circle, n) => {
    const here = people.filter((person) => person.circle === circle);
    return here.map((person, index) => {
      const radius = owner + width * (n + 0.5) + (index % 2 === 0 ? -1 : 1) * width * 0.22;
      const angle = ownAngle(here[0] ?? person) + (2 * Math.PI * index) / here.length;
      return { person, angle, radius, above: false, x: size / 2 + radius * Math.cos(angle), y: size / 2 + radius * Math.sin(angle), lines: [called.get(person.id) ?? ""] };
    });
  });
  return { size, unit, mark: 24, label: 0, names: false, owner, edge, over: 0, under: 0, placed };
}
