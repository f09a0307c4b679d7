/** The periods one can look back over: this month and the ones before, as the log itself counts days. */

export interface Period {
  /** First and last day, YYYY-MM-DD. */
  first: string;
  last: string;
}

const day = (year: number, month: number, date: number) => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

/** The month that lies so many months before the one of `today` (YYYY-MM-DD, in the Netherlands). */
export function monthBefore(today: string, back: number): Period {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const last = back === 0 ? today : day(year, month - back, 0);
  return { first: day(year, month - 1 - back, 1), last };
}

/** How far one can go back: as long as the log is kept in months that still say something to somebody. */
export const monthsBack = 24;
