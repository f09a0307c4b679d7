/** One choice out of a few, each a card with room for a picture and an explanation. */
import type { ReactNode } from "react";
import { FieldError, Label, Radio, RadioGroup, Text } from "react-aria-components";
import { cx } from "./class";
import field from "./Field.module.css";
import styles from "./RadioCards.module.css";

export interface RadioCard<V extends string> {
  value: V;
  label: string;
  description?: string;
  picture?: ReactNode;
}

export interface RadioCardsProps<V extends string> {
  label: string;
  description?: string;
  options: readonly RadioCard<V>[];
  value: V | null;
  onChange: (value: V) => void;
  error?: string;
  /** Small cards in a row, for two to four short answers. */
  compact?: boolean;
}

export function RadioCards<V extends string>({ label, description, options, value, onChange, error, compact }: RadioCardsProps<V>) {
  return (
    <RadioGroup value={value} onChange={(next) => onChange(next as V)} isInvalid={!!error} className={field.field}>
      <Label className={field.label}>{label}</Label>
      {description && <Text slot="description" className={field.description}>{description}</Text>}
      <div className={cx(styles.cards, compact && styles.compact)}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles.card}>
            {option.picture}
            <span className={styles.dot} aria-hidden="true" />
            <span className={styles.words}>
              <span className={styles.label}>{option.label}</span>
              {option.description && <span className={styles.description}>{option.description}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldError className={field.error}>{error}</FieldError>
    </RadioGroup>
  );
}
