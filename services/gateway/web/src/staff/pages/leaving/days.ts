/** Days as the calendar on the wall has them, not as the clock of a server does. */
export const dayFrom = (now: Date, days: number): string => {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12);
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, "0"), String(day.getDate()).padStart(2, "0")].join("-");
};

/** The last day that may be chosen: a year ahead. */
export const lastDay = (now: Date): string => {
  const year = dayFrom(new Date(now.getFullYear() + 1, now.getMonth(), now.getDate()), 0);
  const most = dayFrom(now, 365);
  return year < most ? year : most;
};
