/**
 * Nothing typed is ever lost: what somebody is writing is kept in this browser tab's storage until it is saved,
 * through reloads, a lost connection and signing in again. It is forgotten when the tab closes or the person signs out.
 *
 *   const [text, setText, forget] = useDraft(`wish:${clientId}`, "");
 */
import { useCallback, useEffect, useState } from "react";

const prefix = "optrek.draft.";

function read<T>(key: string, initial: T): T {
  try {
    const kept = sessionStorage.getItem(prefix + key);
    return kept === null ? initial : (JSON.parse(kept) as T);
  } catch {
    return initial;
  }
}

export function useDraft<T>(key: string, initial: T): [T, (value: T) => void, () => void] {
  const [value, setValue] = useState(() => read(key, initial));
  // Another form under the same component: its own draft. The initial value is only a beginning, never a reason to start over.
  useEffect(() => setValue(read(key, initial)), [key]);
  const write = useCallback(
    (next: T) => {
      setValue(next);
      keepHere(key, next); // Without storage it lives as long as the page.
    },
    [key],
  );
  const forget = useCallback(() => {
    try {
      sessionStorage.removeItem(prefix + key);
    } catch {
      // See above.
    }
  }, [key]);
  return [value, write, forget];
}

/** Something small that is no draft, kept as long and forgotten at the same moments. */
export const keptHere = read;
export function keepHere(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Without storage it is not kept.
  }
}

/** Whether something written earlier is still waiting here, so that a page can say so. */
export function isDraftKept(key: string): boolean {
  try {
    return sessionStorage.getItem(prefix + key) !== null;
  } catch {
    return false;
  }
}

/** On signing out, so that the next person at this tablet finds nothing. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // Nothing was stored, then.
  }
}
