/** Several lines, growing with what is written. Keep what is typed with useDraft. */
import { FieldError, Text, TextArea as AriaTextArea, TextField as AriaTextField } from "react-aria-components";
import field from "./Field.module.css";
import { FieldLabel, inputClass } from "./TextField";
import { useLength } from "./too-long";

export interface TextAreaProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  description?: string;
  error?: string;
  optional?: boolean;
  maxLength?: number;
  isDisabled?: boolean;
}

export function TextArea({ label, description, error: wrong, optional, maxLength: most, ...props }: TextAreaProps) {
  const { maxLength, error } = useLength(props.value, most, wrong);
  return (
    <AriaTextField {...props} maxLength={maxLength} isInvalid={!!error} className={field.field}>
      <FieldLabel optional={optional}>{label}</FieldLabel>
      {description && <Text slot="description" className={field.description}>{description}</Text>}
      <AriaTextArea className={inputClass(true)} rows={3} />
      <FieldError className={field.error}>{error}</FieldError>
    </AriaTextField>
  );
}
