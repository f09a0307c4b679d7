/** One out of a list too long for cards and too short to search in. */
import { Button as AriaButton, FieldError, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text } from "react-aria-components";
import { useCommonT } from "@/i18n/common";
import field from "./Field.module.css";
import { FieldLabel } from "./TextField";

export interface Option<V extends string = string> {
  value: V;
  label: string;
  description?: string;
}

export interface SelectProps<V extends string> {
  label: string;
  options: readonly Option<V>[];
  value: V | null;
  onChange: (value: V) => void;
  description?: string;
  error?: string;
  optional?: boolean;
}

export function Select<V extends string>({ label, options, value, onChange, description, error, optional }: SelectProps<V>) {
  const t = useCommonT();
  return (
    <AriaSelect value={value} onChange={(key) => onChange(key as V)} isInvalid={!!error} placeholder={t("common.choose")} className={field.field}>
      <FieldLabel optional={optional}>{label}</FieldLabel>
      {description && <Text slot="description" className={field.description}>{description}</Text>}
      <div className={field.box}>
        <AriaButton className={field.input}><SelectValue>{({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}</SelectValue></AriaButton>
        <span className={field.arrow} aria-hidden="true" />
      </div>
      <FieldError className={field.error}>{error}</FieldError>
      <Popover className={field.popover}><Options of={options} /></Popover>
    </AriaSelect>
  );
}

function Options({ of }: { of: readonly Option[] }) {
  return (
    <ListBox className={field.options} items={of.map((option) => ({ id: option.value, ...option }))}>
      {(option) => (
        <ListBoxItem id={option.value} textValue={option.label} className={field.option}>
          <Text slot="label">{option.label}</Text>
          {option.description && <Text slot="description" className={field.description}>{option.description}</Text>}
        </ListBoxItem>
      )}
    </ListBox>
  );
}
