/** A button, and a link that looks like one. One `primary` a page: the thing most people came for. */
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { Loading } from "./Loading";
import styles from "./Button.module.css";
import { cx } from "./class";

export type ButtonKind = "primary" | "secondary" | "quiet" | "care";
export type ButtonSize = "small" | "normal" | "large";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "style"> {
  kind?: ButtonKind;
  size?: ButtonSize;
  /** Fills the width it is given. */
  wide?: boolean;
}

export function Button({ kind = "secondary", size = "normal", wide, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={buttonClass(kind, size, wide)}>
      {(state) => (
        <>
          {state.isPending && <Loading inline />}
          {typeof children === "function" ? children(state) : children}
        </>
      )}
    </AriaButton>
  );
}

/** For a router Link that should look like a button: `<Link className={buttonClass("primary")} …>`. */
export const buttonClass = (kind: ButtonKind = "secondary", size: ButtonSize = "normal", wide = false): string =>
  cx(styles.button, styles[kind], styles[size], wide && styles.wide);
