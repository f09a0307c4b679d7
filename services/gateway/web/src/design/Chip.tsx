/** A small fact in a word or two: a state, a kind, a daypart. Colour helps, the word says it. */
import type { ReactNode } from "react";
import { cx } from "./class";
import styles from "./Chip.module.css";

export type ChipTone = "plain" | "accent" | "apricot" | "leaf" | "sky" | "rose" | "lilac";

export function Chip({ tone = "plain", children }: { tone?: ChipTone; children: ReactNode }) {
  return <span className={cx(styles.chip, styles[tone])}>{children}</span>;
}
