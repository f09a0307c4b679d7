/** A button. One `primary` a page: the thing most people came for. */
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { Loading } from "./Loading";
import { buttonClass, type ButtonKind, type ButtonSize } from "./button-class";

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
