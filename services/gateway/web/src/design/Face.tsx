/** How a contact feels, as a small face: the mouth says it, not a colour. */
import type { Feeling } from "./circles-words";

const mouth: Record<Feeling, string> = { good: "M5.5 11.5q3.5 4 7 0", mixed: "M5.5 12.3h7", hard: "M5.5 13.5q3.5 -4 7 0" };

export function Face({ feeling, className }: { feeling: Feeling; className?: string }) {
  return (
    <svg viewBox="0 0 18 18" className={className} aria-hidden="true">
      <circle cx="9" cy="9" r="8" fill="var(--surface)" stroke="var(--ink)" strokeWidth="1.6" />
      <circle cx="6.4" cy="7.2" r="1.2" fill="var(--ink)" />
      <circle cx="11.6" cy="7.2" r="1.2" fill="var(--ink)" />
      <path d={mouth[feeling]} fill="none" stroke="var(--ink)" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  );
}
