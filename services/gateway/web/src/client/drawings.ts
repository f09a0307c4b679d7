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
    viewBox: "0 0 72 72",
    body: `<rect x="9" y="13" width="54" height="50" rx="6" fill="#fff" ${line}/><path d="M9 25V19a6 6 0 0 1 6-6h42a6 6 0 0 1 6 6v6Z" fill="#92d3f5" ${line}/><path d="M24 9v8M48 9v8" ${line}/>${squares.join("")}`,
  };
}

export const NowAndThen = week([1]);
export const Regularly = week([1, 3, 5]);
export const Often = week([0, 1, 2, 3, 4, 5]);

function rings(here: 0 | 1 | 2): Drawing {
  const fill = (ring: number) => (ring === here ? "#fcb46e" : "#fff");
  const dot = [45, 55, 64.5][here] ?? 45;
  return {
    viewBox: "0 0 72 72",
    body: `<circle cx="36" cy="36" r="33" fill="${fill(2)}" ${line}/><circle cx="36" cy="36" r="24" fill="${fill(1)}" ${line}/><circle cx="36" cy="36" r="14" fill="${fill(0)}" ${line}/><circle cx="36" cy="36" r="4" fill="#000"/><circle cx="${dot}" cy="36" r="4.6" fill="#ea5a47" ${line}/>`,
  };
}

export const Close = rings(0);
export const Near = rings(1);
export const Further = rings(2);

function push(weight: number, colour: string, dashes = ""): Drawing {
  const half = 4 + weight * 3;
  const from = 32 - weight * 10;
  return {
    viewBox: "0 0 72 72",
    body: `<circle cx="57" cy="36" r="9" fill="#fcea2b" ${line}/><path d="M${from} ${36 - half / 2}H34V${36 - half}L46 36 34 ${36 + half}V${36 + half / 2}H${from}Z" fill="${colour}" ${line} ${dashes}/>`,
  };
}

export const TooMuch = push(2.7, "#ea5a47");
export const GoodPush = push(1.2, "#b1cc33");
export const TooLittle = push(0.2, "#fff", 'stroke-dasharray="3 4"');
