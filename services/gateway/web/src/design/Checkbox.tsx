/** A single yes, with room for an explanation. */
import { Checkbox as AriaCheckbox } from "react-aria-components";
import styles from "./Checkbox.module.css";

export interface CheckboxProps {
  children: string;
  description?: string;
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  isDisabled?: boolean;
}

export function Checkbox({ children, description, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} className={styles.checkbox}>
      <span className={styles.box} aria-hidden="true">
        <svg viewBox="0 0 18 18"><path d="M3 9.5 7.2 14 15 4.5" /></svg>
      </span>
      <span className={styles.words}>
        <span>{children}</span>
        {description && <span className={styles.description}>{description}</span>}
      </span>
    </AriaCheckbox>
  );
}
