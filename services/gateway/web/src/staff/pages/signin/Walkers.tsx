/** Two people on their way, as overlapping rounds: the poster of the sign-in page. Purely decoration. */
import styles from "./Walkers.module.css";

export function Walkers() {
  return (
    <svg className={styles.walkers} viewBox="0 0 480 720" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <rect className={styles.sky} width="480" height="720" />
      <circle className={styles.sun} cx="338" cy="196" r="92" />
      <path className={styles.hillFar} d="M0 470 C120 380 230 420 330 440 S470 400 480 392 V720 H0Z" />
      {/* Seen from behind, shoulder to shoulder, half behind the hill they are about to cross. */}
      <g className={styles.one}>
        <circle cx="178" cy="356" r="40" />
        <path d="M104 640 V482 a74 74 0 0 1 148 0 V640Z" />
      </g>
      <g className={styles.other}>
        <circle cx="288" cy="398" r="34" />
        <path d="M224 640 V508 a64 64 0 0 1 128 0 V640Z" />
      </g>
      <path className={styles.hillNear} d="M0 566 C90 520 190 540 270 580 S430 606 480 560 V720 H0Z" />
      <path className={styles.meadow} d="M0 668 C120 628 240 700 330 676 S450 640 480 652 V720 H0Z" />
    </svg>
  );
}
