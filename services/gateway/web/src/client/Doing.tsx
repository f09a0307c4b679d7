/** Something one can do or open: a picture, a few words, a voice. The whole thing is the target. */
import type { ReactNode } from "react";
import { cx } from "@/design/class";
import { useLink } from "@/design/link";
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import styles from "./kit.module.css";
import { aloudOf, capital } from "./words";

export interface DoingProps {
  words: string;
  /** A quiet line, or several. */
  note?: string | readonly string[];
  picture?: Drawing;
  mark?: ReactNode;
  tone?: "plain" | "apricot" | "leaf" | "sky" | "rose" | "lilac";
  href?: string;
  onPress?: () => void;
  /** For something that is on or off. */
  on?: boolean;
  /** A word on the side: "nieuw", "ja". */
  flag?: string;
  busy?: boolean;
}

export function Doing({ words, note, picture, mark, tone = "plain", href, onPress, on, flag, busy }: DoingProps) {
  const lines = (typeof note === "string" ? [note] : (note ?? [])).filter((line) => line !== "");
  const inside = (
    <>
      {mark ?? (picture && <Pictogram of={picture} size="4.25rem" plate />)}
      <span className={styles.doingWords}>
        {flag && <span className={styles.flag} data-off={on === false || undefined}>{flag}</span>}
        <span>{words}</span>
        {lines.map((line) => <span key={line} className={styles.doingNote}>{capital(line)}</span>)}
      </span>
    </>
  );
  return (
    <div className={cx(styles.doing, styles[tone])} data-on={on || undefined}>
      {href ? <DoingLink href={href}>{inside}</DoingLink> : (
        <button type="button" className={styles.doingTarget} onClick={() => !busy && onPress?.()} aria-pressed={on} aria-disabled={busy || undefined}>{inside}</button>
      )}
      <span className={styles.doingVoice}><ReadAloud text={aloudOf([words, ...lines])} /></span>
    </div>
  );
}

function DoingLink({ href, children }: { href: string; children: ReactNode }) {
  const link = useLink(href);
  // A call leaves the app: the phone itself answers.
  return <a {...(href.startsWith("tel:") ? { href } : link)} className={styles.doingTarget}>{children}</a>;
}

/** Several things to do: below each other on a phone, beside each other where there is room. */
export function Doings({ children, single = false }: { children: ReactNode; single?: boolean }) {
  return <div className={cx(styles.doings, single && styles.single)}>{children}</div>;
}
