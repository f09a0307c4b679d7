/**
 * Through the list by keyboard: j and k to the next and the one before, Enter to the next step, s for later. Only while the list
 * has the focus, so that a single letter never does anything elsewhere (WCAG 2.1.4).
 */
import type { KeyboardEvent } from "react";

const row = "[data-signal]";

export function byKeyboard(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = event.target as HTMLElement;
  // What is typed into a field, or done in a dialog that the list opened, is not ours.
  if (!event.currentTarget.contains(target) || target.closest("input, textarea, select, [contenteditable], [role=dialog]")) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(row)];
  const at = rows.findIndex((one) => one.contains(target));
  const act = (what: string) => rows[at]?.querySelector<HTMLElement>(what)?.click();
  switch (event.key) {
    case "j":
      rows[Math.min(at + 1, rows.length - 1)]?.focus();
      break;
    case "k":
      rows[Math.max(at - 1, 0)]?.focus();
      break;
    case "s":
      act("[data-later] button");
      break;
    case "Enter":
      if (target !== rows[at]) return; // a button or a link does its own
      act("a[data-step]");
      break;
    default:
      return;
  }
  event.preventDefault();
}
