/** How a button looks, for what is not a Button: a Link, or a plain button where React Aria would weigh too much. */
import styles from "./Button.module.css";
import { cx } from "./class";

export type ButtonKind = "primary" | "secondary" | "quiet" | "care";
export type ButtonSize = "small" | "normal" | "large";

/** `<Link className={buttonClass("primary")} …>` */
export const buttonClass = (kind: ButtonKind = "secondary", size: ButtonSize = "normal", wide = false): string =>
  cx(styles.button, styles[kind], styles[size], wide && styles.wide);
