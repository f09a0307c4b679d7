/** Colleagues, found by typing part of a name; each can be taken away again. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/design/Button";
import { ComboBox } from "@/design/ComboBox";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import styles from "./evaluation.module.css";
import { findColleaguesQuery } from "./queries";

/** The text as it is after somebody paused a moment, so that not every letter asks the server. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 180);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

export interface ColleagueProps {
  label: string;
  description?: string;
  error?: string;
  optional?: boolean;
  value?: string | null;
  onChange: (id: string | null) => void;
  without?: readonly string[];
  opensOnFocus?: boolean;
}

/** One colleague. */
export function Colleague({ value = null, onChange, without = [], ...field }: ColleagueProps) {
  const nameOf = useWorkerNames([value ?? undefined]);
  const chosen = value ? nameOf(value) : "";
  const [typed, setTyped] = useState("");
  const query = useRested(typed === chosen ? "" : typed.trim());
  const found = useQuery({ ...findColleaguesQuery(query), placeholderData: keepPreviousData });
  const options = (found.data ?? [])
    .filter((worker) => worker.id && !without.includes(worker.id))
    .map((worker) => ({ value: worker.id ?? "", label: worker.name ?? "", description: worker.email }));
  if (value && !options.some((option) => option.value === value)) options.unshift({ value, label: chosen, description: undefined });
  return <ComboBox {...field} options={options} value={value} onSearch={setTyped} onChange={onChange} />;
}

export interface ColleaguePickerProps {
  label: string;
  description?: string;
  error?: string;
  optional?: boolean;
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Several colleagues. */
export function ColleaguePicker({ chosen, onChange, ...field }: ColleaguePickerProps) {
  const t = useT();
  const nameOf = useWorkerNames(chosen);
  const box = useRef<HTMLDivElement>(null);
  const add = (id: string | null) => {
    if (!id || chosen.includes(id)) return;
    onChange([...chosen, id]);
    // The field begins anew for the next name, and keeps the focus.
    requestAnimationFrame(() => box.current?.querySelector("input")?.focus());
  };
  return (
    <div className={styles.picker} ref={box}>
      <Colleague key={chosen.join()} {...field} onChange={add} without={chosen} opensOnFocus={chosen.length === 0} />
      {chosen.length > 0 && (
        <ul className={`${styles.chosen} plain-list`} aria-label={t("evaluation.picker.chosen", { label: field.label })}>
          {chosen.map((id) => (
            <li key={id}>
              <Initials name={nameOf(id)} size="1.75rem" />
              <span>{nameOf(id)}</span>
              <Button
                kind="quiet"
                size="small"
                aria-label={t("evaluation.picker.remove", { name: nameOf(id) })}
                onPress={() => onChange(chosen.filter((one) => one !== id))}
              >
                {t("common.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
