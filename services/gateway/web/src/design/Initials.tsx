/** A person as a round mark with initials, in one of five colours that stays the same for the same name. */
import { cx } from "./class";
import styles from "./Initials.module.css";

const pools = ["apricot", "leaf", "sky", "rose", "lilac"] as const;

export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  return letters.map((word) => (word ? [...word][0] : "")).join("");
}

export function poolOf(name: string): (typeof pools)[number] {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return pools[sum % pools.length] ?? "apricot";
}

export function Initials({ name, size = "2.75rem" }: { name: string; size?: string }) {
  return (
    <span className={cx(styles.mark, styles[poolOf(name)])} style={{ "--size": size } as React.CSSProperties} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
