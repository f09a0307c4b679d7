/** What a key means: the rules of the shortcuts, without a screen. All of one letter can be switched off (WCAG 2.1.4). */
import type { Role } from "@/api/session";
import { placesFor } from "@/staff/navigation";

export type Command =
  | { do: "search" }
  | { do: "help" }
  | { do: "go"; to: string }
  | { do: "walk"; by: 1 | -1 };

export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What somebody makes new on the page where they are: `n`. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^\/mensen$/, "/mensen/nieuw"],
  [/^\/mensen\/([0-9a-f-]{36})$/, "/mensen/$1/wens"],
  [/^\/netwerkers(\/[0-9a-f-]{36})?$/, "/netwerkers/nieuw"],
  [/^\/koppelingen$/, "/koppelingen/nieuw"],
  [/^\/koppelingen\/([0-9a-f-]{36})$/, "/activiteiten/nieuw?koppeling=$1"],
  [/^\/activiteiten\/plekken(\/[0-9a-f-]{36})?$/, "/activiteiten/plekken/nieuw"],
  [/^\/activiteiten(\/.*)?$/, "/activiteiten/nieuw"],
  [/^\/intervisie(\/[0-9a-f-]{36})?$/, "/intervisie/nieuw"],
  [/^\/tussenstand(\/[0-9a-f-]{36})?$/, "/tussenstand/nieuw"],
];

export function newHere(path: string): string | null {
  for (const [pattern, to] of beginnings) if (pattern.test(path)) return path.replace(pattern, to);
  return null;
}

/** How long a g waits for its letter. */
const patience = 1500;

export interface Where {
  path: string;
  roles: readonly Role[];
  /** Off: only Ctrl or ⌘ with K stays. */
  letters: boolean;
  now: number;
}

/** Remembers a g, and tells of each press what it asks for. */
export function reader(): (press: Press, where: Where) => Command | null {
  let since = -Infinity;
  return (press, { path, roles, letters, now }) => {
    const key = press.key.toLowerCase();
    if ((press.ctrlKey || press.metaKey) && !press.altKey && key === "k") return { do: "search" };
    if (!letters || press.ctrlKey || press.metaKey || press.altKey) return null;
    const after = now - since < patience;
    since = key === "g" && !after ? now : -Infinity;
    if (after) {
      const place = placesFor(roles).find((one) => one.key === key);
      return place ? { do: "go", to: place.to } : null;
    }
    return alone(key, path);
  };
}

function alone(key: string, path: string): Command | null {
  switch (key) {
    case "/": return { do: "search" };
    case "?": return { do: "help" };
    case "j": return { do: "walk", by: 1 };
    case "k": return { do: "walk", by: -1 };
    case "n": {
      const to = newHere(path);
      return to ? { do: "go", to } : null;
    }
    default: return null;
  }
}

/** Something lies over the page: a dialog, a menu, a list to choose from. */
export function isCovered(): boolean {
  const root = document.getElementById("root");
  return !!root && (root.inert || root.getAttribute("aria-hidden") === "true");
}

/** Where letters are letters: fields, and lists and menus that one types in. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && !!target.closest("input, textarea, select, [contenteditable=true], [role=combobox], [role=textbox], [role=listbox], [role=menu], [role=dialog], [role=application]");
}

/** To the next thing of the lists on this page: what one would press in each of its rows. */
export function walk(by: 1 | -1, within: ParentNode | null = document.getElementById("inhoud")): void {
  const rows = [...(within?.querySelectorAll("li, tbody tr") ?? [])].filter((row) => !row.closest("nav") && !row.parentElement?.closest("li, tbody tr"));
  const stops = rows.flatMap((row) => row.querySelector<HTMLElement>("a[href], button:not([disabled])") ?? []).filter((stop) => stop.checkVisibility?.() ?? true);
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const at = here < 0 ? -1 : stops.findIndex((stop) => rows[here]?.contains(stop));
  const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : Math.min(Math.max(at + by, 0), stops.length - 1);
  stops[next]?.focus();
}
