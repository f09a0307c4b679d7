/**
 * How somebody likes to see Optrek: kept on this device, applied to <html> before the first paint so that
 * nothing jumps. Everything here is style; nothing is sent to the server.
 */
import { useSyncExternalStore } from "react";

export interface Preferences {
  theme: "auto" | "light" | "dark";
  text: "normal" | "large" | "largest";
  /** Nothing moves. */
  calm: boolean;
  /** The client's face can go without pictograms. */
  pictograms: boolean;
  /** The client's face: few words, or a few sentences more on each page. */
  words: "few" | "more";
  /** Staff: shortcuts of one letter. */
  letters: boolean;
}

const standard: Preferences = { theme: "auto", text: "normal", calm: false, pictograms: true, words: "few", letters: true };
const storageKey = "optrek.preferences";
const listeners = new Set<() => void>();

function load(): Preferences {
  try {
    return { ...standard, ...(JSON.parse(localStorage.getItem(storageKey) ?? "{}") as Partial<Preferences>) };
  } catch {
    return standard;
  }
}

let preferences = load();

export function applyPreferences(): void {
  const root = document.documentElement;
  const set = (name: string, value: string | false) =>
    value === false ? root.removeAttribute(name) : root.setAttribute(name, value);
  set("data-theme", preferences.theme === "auto" ? false : preferences.theme);
  set("data-text", preferences.text === "normal" ? false : preferences.text);
  set("data-calm", preferences.calm && "");
}

export function setPreferences(change: Partial<Preferences>): void {
  preferences = { ...preferences, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    // A browser that stores nothing keeps the choice until the page closes.
  }
  applyPreferences();
  listeners.forEach((listener) => listener());
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const readPreferences = (): Preferences => preferences;
export const usePreferences = (): Preferences =>
  useSyncExternalStore(subscribe, readPreferences, readPreferences);
