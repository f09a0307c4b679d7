/** A line of text. Fields may stay empty unless told otherwise, and say so. */
import { FieldError, Input, Label, Text, TextField as AriaTextField } from "react-aria-components";
import { useCommonT } from "@/i18n/common";
import { cx } from "./class";
import field from "./Field.module.css";
import { useLength } from "./too-long";

export interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  description?: string;
  /** From the problem's `fields`, or our own check. */
  error?: string;
  /** Says "may stay empty" behind the label. */
  optional?: boolean;
  type?: "text" | "search" | "tel" | "email" | "date" | "time" | "datetime-local" | "number";
  autoComplete?: string;
  maxLength?: number;
  isDisabled?: boolean;
}

export function TextField({ label, description, error: wrong, optional, maxLength: most, ...props }: TextFieldProps) {
  const { maxLength, error } = useLength(props.value, most, wrong);
  return (
    <AriaTextField {...props} maxLength={maxLength} isInvalid={!!error} className={field.field}>
      <FieldLabel optional={optional}>{label}</FieldLabel>
      {description && <Text slot="description" className={field.description}>{description}</Text>}
      <Input className={field.input} />
      <FieldError className={field.error}>{error}</FieldError>
    </AriaTextField>
  );
}

export function FieldLabel({ children, optional }: { children: string; optional?: boolean }) {
  const t = useCommonT();
  return (
    <Label className={field.label}>
      {children}
      {optional && <span className={field.optional}> ({t("common.optional")})</span>}
    </Label>
  );
}

export const inputClass = (area = false): string => cx(field.input, area && field.area);
