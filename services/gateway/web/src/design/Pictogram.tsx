/**
 * A pictogram from @/pictograms, always beside words (so it hides itself from screen readers). The drawings are our own
 * compiled constants, never text from a server: that is what makes the inner HTML safe.
 */
import { usePreferences } from "@/app/preferences";
import { cx } from "./class";
import styles from "./Pictogram.module.css";

export interface Drawing {
  viewBox: string;
  body: string;
}

export interface PictogramProps {
  of: Drawing;
  /** CSS length; 3em by default. */
  size?: string;
  /** A light plate behind it: OpenMoji draws dark outlines, which need it on a dark ground. */
  plate?: boolean;
}

export function Pictogram({ of, size = "3em", plate = false }: PictogramProps) {
  const { pictograms } = usePreferences();
  if (!pictograms) return null;
  return (
    <span className={cx(styles.pictogram, plate && styles.plate)} style={{ "--size": size } as React.CSSProperties} aria-hidden="true">
      <svg viewBox={of.viewBox} dangerouslySetInnerHTML={{ __html: of.body }} />
    </span>
  );
}
