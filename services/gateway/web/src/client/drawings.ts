/** Drawings of our own, in the manner of the pictograms, for what no pictogram says: how often, how close, how much push. */
import type { Drawing } from "@/design/Pictogram";

const line = 'stroke="#000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';

function week(days: readonly number[]): Drawing {
  const squares = Array.from({ length: 6 }, (_, n) => {
    const x = 15 + (n % 3) * 15;
    const y = 31 + Math.floor(n / 3) * 15;
    const on = days.includes(n);
    return `<rect x="${x}" y="${y}" width="12" height="12" rx="3" fill="${on ? "#ea5a47" : "#fff"}" ${line}/>`;
  });
  return {
    body: `<rect x="9" y="13" width="54" height="50" rx="6" fill="#fff" ${line}/><path d="M9 25V19a6 6 0 0 1 6-6h42a6 6 0 0 1 6 6v6Z" fill="#92d3f5" ${line}/><path d="M24 9v8M48 9v8" ${line}/>${squares.join("")}`,
  };
}

export const NowAndThen = week([1]);
export const Regularly = week([1, 3, 5]);
export const Often = week([0, 1, 2, 3, 4, 5]);

function rings(here: 0 | 1 | 2): Drawing {
  const fill = (ring: number) => (ring === here ? "#fcb46e" : "#fff");
  const away = [8.6, 18, 28.6][here] ?? 8.6;
  const dot = 36 + away * 0.7071;
  const up = 36 - away * 0.7071;
  return {
    body: `<circle cx="36" cy="36" r="34" fill="${fill(2)}" ${line}/><circle cx="36" cy="36" r="23.5" fill="${fill(1)}" ${line}/><circle cx="36" cy="36" r="13" fill="${fill(0)}" ${line}/><circle cx="36" cy="36" r="3.6" fill="#000"/><circle cx="${dot}" cy="${up}" r="${here === 0 ? 3.8 : 4.6}" fill="#d22f27" ${line}/>`,
  };
}

export const Close = rings(0);
export const Near = rings(1);
export const Further = rings(2);

function push(size: number, colour: string, dashes = ""): Drawing {
  const half = 5 + size * 15;
  const from = 36 - size * 30;
  const stem = half * 0.5;
  return {
    body: `<circle cx="59" cy="36" r="10" fill="#fcea2b" ${line}/><path d="M${from} ${36 - stem}H31V${36 - half}L46 36 31 ${36 + half}V${36 + stem}H${from}Z" fill="${colour}" ${line} ${dashes}/>`,
  };
}

export const TooMuch = push(1, "#ea5a47");
export const GoodPush = push(0.5, "#b1cc33");
export const TooLittle = push(0.4, "#fff", 'stroke-dasharray="3 4"');

const sign = (colour: string, inside: string): Drawing => ({
  body: `<circle cx="36" cy="36" r="29" fill="${colour}" ${line}/>${inside}`,
});

export const Add = sign("#b1cc33", '<path d="M32 19h8v13h13v8H40v13h-8V40H19v-8h13Z" fill="#fff" ' + line + "/>");
export const Pause = sign("#92d3f5", '<path d="M24 22h8v28h-8ZM40 22h8v28h-8Z" fill="#fff" ' + line + "/>");
export const GoOn = sign("#b1cc33", '<path d="M28 21l24 15-24 15Z" fill="#fff" ' + line + "/>");

/** A leaf of a calendar with the day of the month on it. */
export const dayLeaf = (day: number): Drawing => ({
  body: `<rect x="11" y="14" width="50" height="50" rx="5" fill="#fff" ${line}/><path d="M11 28V19a5 5 0 0 1 5-5h40a5 5 0 0 1 5 5v9Z" fill="#ea5a47" ${line}/><path d="M25 9v9M47 9v9" ${line}/><text x="36" y="56" text-anchor="middle" font-size="25" font-weight="700" fill="#000">${Math.trunc(day)}</text>`,
});
