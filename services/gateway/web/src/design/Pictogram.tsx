/**
 * A pictogram from @/pictograms, always beside words (so it hides itself from screen readers). The drawings are our own
 * compiled constants, never text from a server: that is what makes the inner HTML safe. Where the organisation has a picture of
 * its own for it, that stands there instead.
 */
import { useOwnPictogram, withoutPicture } from "@/app/own-pictograms";
import { usePreferences } from "@/app/preferences";
import { cx } from "./class";
import styles from "./Pictogram.module.css";

/** On a field of 72 by 72. */
export interface Drawing {
  body: string;
  /** By which an organisation can replace it; a drawing of our own making has none. */
  name?: string;
}

export interface PictogramProps {
  of: Drawing;
  /** CSS length; 3em by default. */
  size?: string;
  /** A light plate behind it: OpenMoji draws dark outlines, which need it on a dark ground. */
  plate?: boolean;
  /** Ours, whatever the organisation has. */
  ours?: boolean;
}

export function Pictogram({ of, size = "3em", plate = false, ours = false }: PictogramProps) {
  const { pictograms } = usePreferences();
  const own = useOwnPictogram(ours ? undefined : of.name);
  if (!pictograms) return null;
  return (
    <span className={cx(styles.pictogram, own ? styles.own : plate && styles.plate)} style={{ "--size": size } as React.CSSProperties} aria-hidden="true">
      {own ? <img src={own} alt="" onError={() => withoutPicture(of.name)} /> : <svg viewBox="0 0 72 72" dangerouslySetInnerHTML={{ __html: of.body }} />}
    </span>
  );
}
