/** Where somebody goes who is in. */
export const home = "/mijn";
const door = "/mijn/binnen";

/** Loads the page anew: nothing of who was here before stays in memory. The page somebody asked for, or the start. */
export function comeIn(): void {
  if (window.location.pathname.startsWith(door)) window.location.replace(home);
  else window.location.reload();
}
