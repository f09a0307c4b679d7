/** Whether somebody put the first steps away: kept on this device, about nobody. */
const key = "optrek.start.away";
const listeners = new Set<() => void>();
let away = read();

function read(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

export const isAway = (): boolean => away;

export function putAway(next: boolean): void {
  away = next;
  try {
    if (next) localStorage.setItem(key, "1");
    else localStorage.removeItem(key);
  } catch {
    // Without storage it is away until the page closes.
  }
  listeners.forEach((listener) => listener());
}

export const onAway = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
