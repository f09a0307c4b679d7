/** Days as they are on the wall in the Netherlands, wherever the browser thinks it is. */
const onTheWall = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Amsterdam", year: "numeric", month: "2-digit", day: "2-digit" });

/** YYYY-MM-DD. */
export const dayOf = (time: Date): string => onTheWall.format(time);

/** A day so many days further; over the end of a month and through summer time alike. */
export function plusDays(day: string, days: number): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10);
}

/** The early morning of a day: when somebody comes in, it is there again. */
export const morningOf = (day: string): string => `${day}T04:00:00Z`;
