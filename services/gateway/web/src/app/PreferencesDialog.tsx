/** Language and display, kept on this device. */
import type { ReactNode } from "react";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { Dialog } from "@/design/Dialog";
import { RadioCards } from "@/design/RadioCards";
import { useCommonT } from "@/i18n/common";
import { setLanguage, useLanguage } from "@/i18n/core";
import { useViewT } from "@/i18n/view";
import { setPreferences, usePreferences } from "./preferences";

export interface PreferencesDialogProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  /** What a face adds below. */
  more?: ReactNode;
}

export function PreferencesDialog({ isOpen, onOpenChange, more }: PreferencesDialogProps) {
  const c = useCommonT();
  const t = useViewT();
  const language = useLanguage();
  const { theme, text, calm } = usePreferences();
  return (
    <Dialog
      title={c("common.appearance")}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      actions={<Button kind="primary" onPress={() => onOpenChange(false)}>{c("common.done")}</Button>}
    >
      <RadioCards
        compact
        label={t("view.language")}
        value={language}
        onChange={(next) => void setLanguage(next)}
        options={[{ value: "nl", label: t("view.languageNl") }, { value: "en", label: t("view.languageEn") }]}
      />
      <RadioCards
        compact
        label={t("view.theme")}
        value={theme}
        onChange={(next) => setPreferences({ theme: next })}
        options={[
          { value: "auto", label: t("view.themeAuto") },
          { value: "light", label: t("view.themeLight") },
          { value: "dark", label: t("view.themeDark") },
        ]}
      />
      <RadioCards
        compact
        label={t("view.textSize")}
        value={text}
        onChange={(next) => setPreferences({ text: next })}
        options={[
          { value: "normal", label: t("view.textNormal") },
          { value: "large", label: t("view.textLarge") },
          { value: "largest", label: t("view.textLargest") },
        ]}
      />
      <Checkbox isSelected={calm} onChange={(next) => setPreferences({ calm: next })}>{t("view.calm")}</Checkbox>
      {more}
      <p className="small"><a href="/dank">{t("view.credits")}</a></p>
    </Dialog>
  );
}
