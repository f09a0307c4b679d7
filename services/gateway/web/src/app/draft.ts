/**
 * Nothing typed is ever lost: what somebody is writing is kept in this browser tab's storage until it is saved,
 * through reloads, a lost connection and signing in again. It is forgotten when the tab closes or the person signs out.
 *
 *   const [text, setText, forget] = useDraft(`wish:${clientId}`, "");
 */
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";

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
  useEffect(() => {
    const kept = read(key, initial);
    setValue(kept);
    if (JSON.stringify(kept) === JSON.stringify(initial)) return;
    return foundBack({ key, setValue: (next) => setValue(next as T), value: kept, initial });
  }, [key]);
  const write = useCallback(
    (next: T) => {
      setValue(next);
      keepHere(key, next); // Without storage it lives as long as the page.
    },
    [key],
  );
  const forget = useCallback(() => {
    drop(key);
    setFound((all) => all.filter((one) => one.key !== key));
  }, [key]);
  return [value, write, forget];
}

interface FoundBack {
  key: string;
  value: unknown;
  initial: unknown;
  setValue: (value: unknown) => void;
}

/** The forms on the page in which something was found back: one line above the page says so (`Resumed`). */
let found: readonly FoundBack[] = [];
const listeners = new Set<() => void>();

function setFound(change: (all: readonly FoundBack[]) => readonly FoundBack[]): void {
  found = change(found);
  listeners.forEach((listener) => listener());
}

function foundBack(one: FoundBack): () => void {
  setFound((all) => [...all, one]);
  return () => setFound((all) => all.filter((other) => other !== one));
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether something was found back on this page; and how to begin anew, which gives the way back. */
export function useFoundBack(): { isFound: boolean; beginAnew: () => () => void } {
  const all = useSyncExternalStore(subscribe, () => found, () => found);
  return {
    isFound: all.length > 0,
    beginAnew: () => {
      const before = all.map((one) => ({ ...one, value: read(one.key, one.value) }));
      before.forEach(({ key, setValue, initial }) => {
        drop(key);
        setValue(initial);
      });
      setFound(() => []);
      return () =>
        before.forEach(({ key, setValue, value }) => {
          keepHere(key, value);
          setValue(value);
        });
    },
  };
}

function drop(key: string): void {
  try {
    sessionStorage.removeItem(prefix + key);
  } catch {
    // Nothing was stored, then.
  }
}

const ownerKey = "owner";

/** What is kept here belongs to one person: whoever signs in after them in the same tab finds nothing of it. */
export function draftsOf(person: string): void {
  if (keptHere(ownerKey, person) !== person) forgetDrafts();
  keepHere(ownerKey, person);
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
