/**
 * One step of a tour, beside the page and never over it: a heading that takes the focus, a few words, on and back, and stopping
 * at any time (the button, or Escape). On a small screen it stands below the page and the page scrolls past it.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { buttonClass } from "./button-class";
import styles from "./TourPanel.module.css";

export interface TourPanelProps {
  /** What the whole is called. */
  label: string;
  /** Changes with every step. */
  step: string;
  /** Which step this is, in words. */
  place?: string;
  title: string;
  text: string;
  /** A picture before the words. */
  picture?: ReactNode;
  /** Reading aloud, beside the title. */
  aloud?: ReactNode;
  next: string;
  onNext: () => void;
  back: string;
  /** Not on the first step. */
  onBack?: () => void;
  stop: string;
  onStop: () => void;
}

export function TourPanel({ label, step, place, title, text, picture, aloud, next, onNext, back, onBack, stop, onStop }: TourPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [step]);
  const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && onStop();
  return (
    <aside className={`${styles.panel} no-print`} aria-label={label} onKeyDown={onKeyDown}>
      <div className={styles.inside}>
        <div className={styles.head}>
          {picture}
          <div className={styles.title}>
            {place && <p className="soft small">{place}</p>}
            <h2 ref={heading} tabIndex={-1}>{title}</h2>
          </div>
          {aloud}
        </div>
        <p className={styles.text}>{text}</p>
        <div className={styles.ways}>
          <button type="button" className={buttonClass("primary")} onClick={onNext}>{next}</button>
          {onBack && <button type="button" className={buttonClass("secondary")} onClick={onBack}>{back}</button>}
          <button type="button" className={buttonClass("quiet")} onClick={onStop}>{stop}</button>
        </div>
      </div>
    </aside>
  );
}
