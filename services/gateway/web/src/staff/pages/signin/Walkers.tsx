/** Two people on their way, as overlapping rounds: the poster of the sign-in page. Purely decoration. */
import styles from "./Walkers.module.css";

export function Walkers() {
  return (
    <svg className={styles.walkers} viewBox="0 0 480 720" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <rect className={styles.sky} width="480" height="720" />
      <circle className={styles.sun} cx="338" cy="196" r="92" />
      <path className={styles.hillFar} d="M0 470 C120 380 230 420 330 440 S470 400 480 392 V720 H0Z" />
      <path className={styles.hillNear} d="M0 560 C110 500 210 520 300 560 S440 590 480 560 V720 H0Z" />
      <path className={styles.path} d="M190 720 C210 660 250 640 262 600 S240 540 290 512 330 470 352 452" />
      <g className={styles.one}>
        <circle cx="196" cy="388" r="34" />
        <path d="M140 590 V492 a56 56 0 0 1 112 0 V590 a18 18 0 0 1 -36 0 V545 h-40 v45 a18 18 0 0 1 -36 0Z" />
      </g>
      <g className={styles.other}>
        <circle cx="292" cy="420" r="29" />
        <path d="M244 592 V508 a48 48 0 0 1 96 0 V592 a16 16 0 0 1 -32 0 V552 h-32 v40 a16 16 0 0 1 -32 0Z" />
      </g>
    </svg>
  );
}
