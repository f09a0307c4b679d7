/**
 * The organisation's own pictures in the place of our pictograms, by name: what stands there now. Which they are is read apart
 * (api/pictograms.ts); until somebody is signed in ours stand there.
 */
import { useSyncExternalStore } from "react";

/** Of each replaced pictogram the digest of its picture; empty is ours. */
export type OwnPictograms = Readonly<Record<string, string>>;

const listeners = new Set<() => void>();
let own: OwnPictograms = {};

export function showPictograms(next: OwnPictograms): void {
  own = next;
  listeners.forEach((listener) => listener());
}

/** One that cannot be had, without a connection for instance: ours stands there until they are read again. */
export const withoutPicture = (name = ""): void => showPictograms({ ...own, [name]: "" });

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Where the organisation's own picture is; nothing when ours stands there. */
export function useOwnPictogram(name = ""): string | undefined {
  const digest = useSyncExternalStore(subscribe, () => own[name]);
  return digest && `/api/v1/pictograms/${name}/image?v=${digest}`;
}
