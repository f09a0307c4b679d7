/** How a client said something that a support worker writes down: it stays their word (M-02). */
import { RadioCards } from "@/design/RadioCards";
import { useT } from "@/i18n/staff";
import type { SupportForm } from "./queries";

export const forms = ["SUPPORT_FORM_SPOKEN", "SUPPORT_FORM_PICTURES", "SUPPORT_FORM_GESTURE", "SUPPORT_FORM_REPRESENTATIVE"] as const satisfies readonly SupportForm[];
export type SaidForm = (typeof forms)[number];

export interface HowSaidProps {
  name: string;
  value: SaidForm | null;
  onChange: (form: SaidForm) => void;
  /** Somebody tried to save without it. */
  missing: boolean;
}

export function HowSaid({ name, value, onChange, missing }: HowSaidProps) {
  const t = useT();
  return (
    <RadioCards
      compact
      label={t("matches.answer.form", { name })}
      value={value}
      onChange={onChange}
      error={missing && !value ? t("matches.answer.form.first", { name }) : undefined}
      options={forms.map((form) => ({ value: form, label: t(`matches.form.${form}`) }))}
    />
  );
}
