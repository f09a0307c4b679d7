/**
 * Where somebody is on a tour through their face of Optrek. That it was seen is kept on this device; how far it came only
 * until the tab closes, so that a reload goes on where it was.
 */
import { useSyncExternalStore } from "react";

export type Face = "staff" | "client";

interface State {
  /** The step that is showing; null: no tour goes on. */
  at: number | null;
  /** Somebody took it or said no to it here, once. */
  seen: boolean;
}

const seenKey = (face: Face) => `optrek.tour.${face}`;
const atKey = (face: Face) => `optrek.tour.${face}.at`;
const listeners = new Set<() => void>();
const states = new Map<Face, State>();

function load(face: Face): State {
  try {
    const at = sessionStorage.getItem(atKey(face));
    return { at: at === null ? null : Math.max(0, Number.parseInt(at, 10) || 0), seen: localStorage.getItem(seenKey(face)) !== null };
  } catch {
    return { at: null, seen: false };
  }
}

function stateOf(face: Face): State {
  const known = states.get(face) ?? load(face);
  states.set(face, known);
  return known;
}

function change(face: Face, next: State): void {
  states.set(face, next);
  try {
    if (next.seen) localStorage.setItem(seenKey(face), "1");
    if (next.at === null) sessionStorage.removeItem(atKey(face));
    else sessionStorage.setItem(atKey(face), String(next.at));
  } catch {
    // Without storage it lives as long as the page.
  }
  listeners.forEach((listener) => listener());
}

/** To a step of the tour; 0 begins it. Whoever begins has seen it: it is never offered a second time by itself. */
export const showTour = (face: Face, at: number): void => change(face, { at, seen: true });
/** Out of the tour, or no to it. It stays to be found in the menu. */
export const stopTour = (face: Face): void => change(face, { at: null, seen: true });

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useTour = (face: Face): State => useSyncExternalStore(subscribe, () => stateOf(face), () => stateOf(face));
