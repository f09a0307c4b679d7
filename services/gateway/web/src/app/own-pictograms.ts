/**
 * The organisation's own pictures in the place of our pictograms, by name. What was read last is kept on this device, so that a
 * page begins with the pictures somebody knows and does not change under their eyes. Until somebody is signed in ours stand there.
 */
import { useSyncExternalStore } from "react";

/** Of each replaced pictogram the digest of its picture. */
export type OwnPictograms = Readonly<Record<string, string>>;

const storageKey = "optrek.pictograms";
const listeners = new Set<() => void>();
const none: OwnPictograms = {};
let organisation = "";
let own = none;

function show(next: OwnPictograms): void {
  own = next;
  listeners.forEach((listener) => listener());
}

/** From here on this organisation's pictures stand there, as they were when last read. */
export function pictogramsOf(id: string): void {
  if (id === organisation) return;
  organisation = id;
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? "{}") as { of?: string; own?: OwnPictograms };
    show(kept.of === id ? (kept.own ?? none) : none);
  } catch {
    show(none);
  }
}

/** They were read again. */
export function setOwnPictograms(next: OwnPictograms): void {
  show(next);
  try {
    localStorage.setItem(storageKey, JSON.stringify({ of: organisation, own: next }));
  } catch {
    // A browser that stores nothing reads them at each start.
  }
}

/** One that cannot be had, without a connection for instance: ours stands there until they are read again. */
export const withoutPicture = (name: string): void => show(Object.fromEntries(Object.entries(own).filter(([other]) => other !== name)));

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Where the organisation's own picture is; undefined when ours stands there. */
export function useOwnPictogram(name: string | undefined): string | undefined {
  const digest = useSyncExternalStore(subscribe, () => (name ? own[name] : undefined));
  return digest && `/api/v1/pictograms/${name}/image?v=${digest}`;
}
