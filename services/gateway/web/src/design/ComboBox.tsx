/**
 * Type-ahead: choose one by typing part of it. Accents and capitals do not matter. For lists that live on the
 * server, pass `onSearch` and the options that came back; otherwise the options are searched here.
 */
import { Button as AriaButton, ComboBox as AriaComboBox, FieldError, Input, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";
import { useCommonT } from "@/i18n/common";
import field from "./Field.module.css";
import { matches } from "./search";
import type { Option } from "./Select";
import { FieldLabel } from "./TextField";

export interface ComboBoxProps<V extends string> {
  label: string;
  options: readonly Option<V>[];
  value: V | null;
  onChange: (value: V | null) => void;
  onSearch?: (text: string) => void;
  description?: string;
  error?: string;
  optional?: boolean;
  /** Off: the list waits for typing or the arrow. For a field that gets the focus back after each choice. */
  opensOnFocus?: boolean;
}

export function ComboBox<V extends string>({ label, options, value, onChange, onSearch, description, error, optional, opensOnFocus = true }: ComboBoxProps<V>) {
  const t = useCommonT();
  return (
    <AriaComboBox
      value={value}
      onChange={(key) => onChange(key as V | null)}
      onInputChange={onSearch}
      defaultFilter={onSearch ? () => true : (text, typed) => matches(text, typed)}
      defaultItems={options.map((option) => ({ id: option.value, ...option }))}
      isInvalid={!!error}
      menuTrigger={opensOnFocus ? "focus" : "input"}
      allowsEmptyCollection
      className={field.field}
    >
      <FieldLabel optional={optional}>{label}</FieldLabel>
      {description && <Text slot="description" className={field.description}>{description}</Text>}
      <div className={field.box}>
        <Input className={field.input} />
        <AriaButton className={field.arrow} aria-label={t("common.choose")} />
      </div>
      <FieldError className={field.error}>{error}</FieldError>
      <Popover className={field.popover}>
        <ListBox<Option<V> & { id: V }> className={field.options} renderEmptyState={() => <p className={field.none}>{t("common.nothingFound")}</p>}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={field.option}>
              <Text slot="label">{option.label}</Text>
              {option.description && <Text slot="description" className={field.description}>{option.description}</Text>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
