/**
 * Where in the drawing the name of each circle stands: upright, on the line of its circle, where it hides nobody. Pure.
 */
import { circles, type Layout, type MapPerson } from "./circles-layout";

export interface RingName {
  circle: (typeof circles)[number];
  words: string;
  /** The middle of the name, from the top left of the drawing. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Of a letter, of the line it stands on, and around it, in pixels at the usual size of text. */
const letter = 6.6;
const line = 20;
const around = 14;
/** How far the face at a mark comes past it. */
const face = 4;

type Box = Pick<RingName, "x" | "y" | "width" | "height">;
const meet = (a: Box, b: Box) => Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

/** At the foot if it can be, else the nearest place with room; a circle without room for its name has none. */
export function ringNames<P extends MapPerson>(layout: Layout<P>, wordsOf: (circle: RingName["circle"]) => string): RingName[] {
  const found: RingName[] = [];
  const taken = boxesOf(layout);
  const tries = Array.from({ length: 72 }, (_, n) => Math.PI / 2 + (n % 2 === 0 ? 1 : -1) * Math.ceil(n / 2) * (Math.PI / 36));
  for (const circle of circles) {
    const words = wordsOf(circle);
    const size = { width: (words.length * letter + around) * layout.unit, height: line * layout.unit };
    const place = tries.map((angle) => boxAt(layout, circle, angle, size)).find((box) => ![...taken, ...found].some((other) => meet(box, other)));
    if (place) found.push({ circle, words, ...place });
  }
  return found;
}

/** On the line of the circle, and inside the drawing. */
function boxAt(layout: Layout, circle: RingName["circle"], angle: number, { width, height }: Pick<Box, "width" | "height">): Box {
  const middle = layout.size / 2;
  const inside = (at: number, length: number) => Math.min(layout.size - length / 2, Math.max(length / 2, at));
  return {
    x: inside(middle + layout.edge[circle] * Math.cos(angle), width),
    y: inside(middle + layout.edge[circle] * Math.sin(angle), height),
    width, height,
  };
}

/** What nothing may stand on: whose map it is, everybody's mark with its face, and every name. */
function boxesOf(layout: Layout): Box[] {
  const middle = layout.size / 2;
  const mark = layout.mark + 2 * face;
  const marks = layout.placed.map(({ x, y }) => ({ x, y, width: mark, height: mark }));
  const names = layout.names ? layout.placed.map(({ x, y, above, lines }) => {
    const height = lines.length * 17 * layout.unit + 4;
    return { x, y: y + (above ? -1 : 1) * (layout.mark + height) / 2, width: layout.label, height };
  }) : [];
  return [{ x: middle, y: middle, width: layout.owner * 2, height: layout.owner * 2 }, ...marks, ...names];
}
