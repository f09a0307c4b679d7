/** The kind by its picture: plain radio buttons underneath, and choosing the same one again takes it away. */
import { useId } from "react";
import { Pictogram } from "@/design/Pictogram";
import field from "@/design/Field.module.css";
import { useT } from "@/i18n/staff";
import { kinds, pictureOf } from "./kinds";
import type { Kind } from "./queries";
import styles from "./activities.module.css";

export function KindPicker({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }) {
  const t = useT();
  const name = useId();
  return (
    <fieldset className={`stack ${styles.kindsOf}`} style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
      <legend className={field.label}>{t("activities.new.kind")}</legend>
      <div className={styles.kinds}>
        {kinds.map((kind) => (
          <label key={kind} className={styles.kind}>
            <input
              type="radio"
              name={name}
              checked={value === kind}
              onChange={() => onChange(kind)}
              onClick={() => value === kind && onChange("KIND_UNSPECIFIED")}
            />
            <Pictogram of={pictureOf(kind)} size="3.25rem" plate />
            <span>{t(`activities.kind.${kind}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
