/**
 * Which way from the middle somebody stands: for each kind of contact a side of its own, and within it a place that follows from
 * who somebody is. So the same people stand at the same place in every drawing, then and now, on both faces. Pure.
 */
export interface Somebody {
  id: string;
  group?: string;
}

/** Kinds in the order in which they get a side (N-07); what is often told first lies far apart. */
const kinds = [
  "FRIENDS", "NEIGHBOURS", "ACQUAINTANCES", "HOBBY", "CLUB", "CHURCH", "SPORT", "CHANCE", "VIA_VIA", "SOCIAL_MEDIA", "SCHOOL", "COURSE", "VOLUNTEER", "PROFESSIONAL", "FAMILY", "OTHER",
] as const;

/** At the foot the circles have their names: nobody's own side lies there. */
const foot = Math.PI / 2;
const gap = (25 * Math.PI) / 180;
const around = 2 * Math.PI - 2 * gap;

/** Something of a text between 0 and 1, always the same. */
export function share(text: string): number {
  let sum = 2166136261;
  for (const letter of text) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16777619);
  return ((sum >>> 0) % 10_007) / 10_007;
}

/** From just past the foot, all the way round. */
export function ownAngle({ id, group }: Somebody): number {
  if (!group) return foot + gap + around * share(id);
  const at = kinds.findIndex((kind) => group === `CATEGORY_${kind}`);
  const side = at >= 0 ? ((at * 7) % kinds.length) / (kinds.length - 1) : share(group);
  // Less than half of what lies between two kinds.
  return foot + gap + around * Math.min(1, Math.max(0, side + (share(id) - 0.5) * 0.05));
}

/** By side, then by who: nothing that changes when somebody comes or goes. */
export const byPlace = (a: Somebody, b: Somebody): number => sideOf(a) - sideOf(b) || (a.group ?? "~").localeCompare(b.group ?? "~") || share(a.id) - share(b.id) || a.id.localeCompare(b.id);
const sideOf = ({ id, group }: Somebody) => (group ? ownAngle({ id: "", group }) : ownAngle({ id }));

/**
 * Angles in this order, each as near to its own as can be and at least `least` from the next: who stand too close make room for each
 * other, nobody else moves. With too little room for that all stand evenly.
 */
export function spread(own: readonly number[], least: number): number[] {
  const count = own.length;
  if (count < 2) return [...own];
  const even = (2 * Math.PI) / count;
  if (least >= even * 0.98) return evenly(own, even);
  const angles = [...own];
  for (let round = 0; round < 400; round += 1) {
    let moved = 0;
    for (let n = 0; n < count; n += 1) {
      const next = (n + 1) % count;
      const short = least - ((angles[next] ?? 0) + (next === 0 ? 2 * Math.PI : 0) - (angles[n] ?? 0));
      if (short <= 1e-4) continue;
      angles[n] = (angles[n] ?? 0) - short / 2;
      angles[next] = (angles[next] ?? 0) + short / 2;
      moved = Math.max(moved, short);
    }
    if (moved <= 1e-3) return angles;
  }
  return evenly(own, even);
}

function evenly(own: readonly number[], even: number): number[] {
  const off = own.map((angle, n) => angle - n * even);
  const middle = Math.atan2(off.reduce((sum, angle) => sum + Math.sin(angle), 0), off.reduce((sum, angle) => sum + Math.cos(angle), 0));
  return own.map((_, n) => middle + n * even);
}
