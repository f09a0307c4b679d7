/** Lines to write on, for what goes on paper. Borders, not a drawn background: a background is left out when it is printed. */
import { cx } from "./class";
import styles from "./Ruled.module.css";

export interface RuledProps {
  lines: number;
  /** Not on the screen, where one writes in a field. */
  onlyOnPaper?: boolean;
}

export function Ruled({ lines, onlyOnPaper }: RuledProps) {
  return (
    <div className={cx(styles.ruled, onlyOnPaper && styles.paper)} aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => <span key={line} />)}
    </div>
  );
}
