/** Several of a few: check boxes under one question. */
import { Checkbox } from "@/design/Checkbox";
import styles from "./people.module.css";

export interface ChoicesProps<V extends string> {
  label: string;
  options: readonly { value: V; label: string }[];
  value: readonly V[];
  onChange: (value: V[]) => void;
}

export function Choices<V extends string>({ label, options, value, onChange }: ChoicesProps<V>) {
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      <div>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            isSelected={value.includes(option.value)}
            onChange={(chosen) =>
              onChange(options.map((each) => each.value).filter((each) => (each === option.value ? chosen : value.includes(each))))
            }
          >
            {option.label}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
