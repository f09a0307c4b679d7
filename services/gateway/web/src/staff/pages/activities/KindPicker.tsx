/** The kind by its picture: plain radio buttons underneath, and choosing the same one again takes it away. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { kindName, ownKindsQuery } from "@/app/kinds";
import field from "@/design/Field.module.css";
import { useT } from "@/i18n/staff";
import { KindMark } from "./KindMark";
import { kinds } from "./kinds";
import type { Kind } from "./queries";
import styles from "./activities.module.css";

export interface ChosenKind {
  kind: Kind;
  ownKindId: string;
}

export function KindPicker({ kind, ownKindId, onChange }: ChosenKind & { onChange: (kind: ChosenKind) => void }) {
  const t = useT();
  const name = useId();
  const own = useQuery(ownKindsQuery).data ?? [];
  const none: ChosenKind = { kind: "KIND_UNSPECIFIED", ownKindId: "" };
  const option = (value: ChosenKind, words: ReactNode) => {
    const checked = value.ownKindId ? value.ownKindId === ownKindId : !ownKindId && value.kind === kind;
    return (
      <label key={value.ownKindId || value.kind} className={styles.kind}>
        <input type="radio" name={name} checked={checked} onChange={() => onChange(value)} onClick={() => checked && onChange(none)} />
        <KindMark of={value} size="3.25rem" />
        <span>{words}</span>
      </label>
    );
  };
  return (
    <fieldset className={`stack ${styles.kindsOf}`} style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
      <legend className={field.label}>{t("activities.new.kind")}</legend>
      <div className={styles.kinds}>
        {kinds.filter((one) => one !== "KIND_OTHER").map((one) => option({ kind: one, ownKindId: "" }, t(`activities.kind.${one}`)))}
        {/* What was put away stays where it was chosen. */}
        {own.filter((one) => !one.retired || one.id === ownKindId).map((one) => option({ kind: "KIND_OTHER", ownKindId: one.id ?? "" }, kindName(t.language, one)))}
        {option({ kind: "KIND_OTHER", ownKindId: "" }, t("activities.kind.KIND_OTHER"))}
      </div>
    </fieldset>
  );
}
