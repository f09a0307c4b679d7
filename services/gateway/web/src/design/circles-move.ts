/** Closer and further away: the same steps for the keyboard, for buttons and for a finger. Pure. */
import { type Circle, circles, type Layout } from "./circles-layout";

/** One step closer; from outside somebody first comes into the widest circle. Nothing when it cannot be closer. */
export function closer(circle: Circle): Circle | null {
  if (circle === "unsaid") return "further";
  return circles[circles.indexOf(circle) - 1] ?? null;
}

/** One step further away. The widest circle is the end: leaving the map is something else. */
export function further(circle: Circle): Circle | null {
  return circle === "unsaid" ? null : (circles[circles.indexOf(circle) + 1] ?? null);
}

/** The circle under a point of the drawing; nothing beside it. */
export function circleAt(layout: Pick<Layout, "size" | "edge">, x: number, y: number): Circle | null {
  const away = Math.hypot(x - layout.size / 2, y - layout.size / 2);
  if (away > layout.edge.further) return null;
  return circles.find((circle) => away <= layout.edge[circle]) ?? null;
}

/** What a key does to somebody in the drawing: a move, or another person. */
export function keyStep(key: string, at: number, count: number, circle: Circle): { move: Circle } | { focus: number } | null {
  const moved = key === "ArrowUp" ? closer(circle) : key === "ArrowDown" ? further(circle) : null;
  if (moved) return { move: moved };
  switch (key) {
    case "ArrowRight": return { focus: (at + 1) % count };
    case "ArrowLeft": return { focus: (at - 1 + count) % count };
    case "Home": return { focus: 0 };
    case "End": return { focus: count - 1 };
    default: return null;
  }
}
