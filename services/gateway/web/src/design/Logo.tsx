/** The name, with two people walking together as two circles that overlap. */
import styles from "./Logo.module.css";

export function Logo() {
  return (
    <span className={styles.logo}>
      <svg viewBox="0 0 40 32" aria-hidden="true">
        <circle cx="15" cy="17" r="13" className={styles.one} />
        <circle cx="28" cy="14" r="10" className={styles.other} />
      </svg>
      {/* A name, not a text: the same in every language. */}
      <span translate="no">Optrek</span>
    </span>
  );
}
