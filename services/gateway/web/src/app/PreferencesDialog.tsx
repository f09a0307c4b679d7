/** Language and display, kept on this device. */
import type { ReactNode } from "react";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { Dialog } from "@/design/Dialog";
import { RadioCards } from "@/design/RadioCards";
import { useCommonT } from "@/i18n/common";
import { setLanguage, useLanguage } from "@/i18n/core";
import { setPreferences, usePreferences } from "./preferences";

export interface PreferencesDialogProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  /** The client's face offers to leave the pictures out. */
  withPictures?: boolean;
  /** What a face adds below. */
  more?: ReactNode;
}

export function PreferencesDialog({ isOpen, onOpenChange, withPictures = false, more }: PreferencesDialogProps) {
  const t = useCommonT();
  const language = useLanguage();
  const { theme, text, calm, pictograms } = usePreferences();
  return (
    <Dialog
      title={t("common.appearance")}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      actions={<Button kind="primary" onPress={() => onOpenChange(false)}>{t("common.done")}</Button>}
    >
      <RadioCards
        compact
        label={t("common.language")}
        value={language}
        onChange={(next) => void setLanguage(next)}
        options={[{ value: "nl", label: t("common.languageNl") }, { value: "en", label: t("common.languageEn") }]}
      />
      <RadioCards
        compact
        label={t("common.theme")}
        value={theme}
        onChange={(next) => setPreferences({ theme: next })}
        options={[
          { value: "auto", label: t("common.themeAuto") },
          { value: "light", label: t("common.themeLight") },
          { value: "dark", label: t("common.themeDark") },
        ]}
      />
      <RadioCards
        compact
        label={t("common.textSize")}
        value={text}
        onChange={(next) => setPreferences({ text: next })}
        options={[
          { value: "normal", label: t("common.textNormal") },
          { value: "large", label: t("common.textLarge") },
          { value: "largest", label: t("common.textLargest") },
        ]}
      />
      <Checkbox isSelected={calm} onChange={(next) => setPreferences({ calm: next })}>{t("common.calm")}</Checkbox>
      {withPictures && (
        <Checkbox isSelected={pictograms} onChange={(next) => setPreferences({ pictograms: next })}>{t("common.pictures")}</Checkbox>
      )}
      {more}
      <p className="small"><a href="/dank">{t("common.credits")}</a></p>
    </Dialog>
  );
}
