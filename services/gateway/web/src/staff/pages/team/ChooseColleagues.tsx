/** One or more colleagues, in order. Who left is not in the list. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/design/Button";
import { ComboBox } from "@/design/ComboBox";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { supportWorkersQuery } from "./queries";
import styles from "./team.module.css";

export interface ChooseColleaguesProps {
  label: string;
  help?: string;
  value: readonly string[];
  onChange: (ids: string[]) => void;
  /** Whom not to offer. */
  without?: string;
  error?: string;
  most?: number;
}

export function ChooseColleagues({ label, help, value, onChange, without, error, most = 5 }: ChooseColleaguesProps) {
  const t = useT();
  const workers = useQuery(supportWorkersQuery);
  const nameOf = useWorkerNames(value);
  const others = (workers.data ?? []).filter(({ id, left }) => !left && id !== without && !value.includes(id ?? ""));
  return (
    <div className={styles.choose}>
      {value.length > 0 && (
        <ol className={`plain-list ${styles.chosen}`} aria-label={label}>
          {value.map((id) => (
            <li key={id} className={styles.one}>
              {nameOf(id)}
              <Button kind="quiet" size="small" aria-label={t("team.choose.remove", { name: nameOf(id) })} onPress={() => onChange(value.filter((other) => other !== id))}>×</Button>
            </li>
          ))}
        </ol>
      )}
      {value.length < most && (
        // A new field after each choice, so that it is empty for the next.
        <ComboBox
          key={value.join()}
          label={label}
          description={help}
          options={others.map((worker) => ({ value: worker.id ?? "", label: worker.name ?? "", description: worker.away ? t("team.away") : undefined }))}
          value={null}
          onChange={(id) => id && onChange([...value, id])}
          error={error}
          opensOnFocus={false}
        />
      )}
    </div>
  );
}
