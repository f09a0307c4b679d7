/** How I like it: the same choices as staff have, how many words, pictures on or off, and looking around once more. */
import { Suspense } from "react";
import { PreferencesDialog } from "@/app/PreferencesDialog";
import { type Preferences, setPreferences, usePreferences } from "@/app/preferences";
import { bringMore } from "@/client/more";
import { Checkbox } from "@/design/Checkbox";
import { RadioCards } from "@/design/RadioCards";
import { useT } from "@/i18n/client";
import { Offer } from "../tour/routes";

export interface SettingsProps {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  signedIn: boolean;
}

export function Settings({ signedIn, ...dialog }: SettingsProps) {
  const t = useT();
  const { words, pictograms } = usePreferences();
  const choose = (next: Preferences["words"]) => void bringMore(next).then(() => setPreferences({ words: next }));
  return (
    <PreferencesDialog
      {...dialog}
      more={
        <>
          <RadioCards
            compact
            label={t("settings.words")}
            value={words}
            onChange={choose}
            options={[{ value: "few", label: t("settings.few") }, { value: "more", label: t("settings.more") }]}
          />
          <Checkbox isSelected={pictograms} onChange={(next) => setPreferences({ pictograms: next })}>{t("settings.pictures")}</Checkbox>
          {signedIn && <Suspense fallback={null}><Offer always onStart={() => dialog.onOpenChange(false)} /></Suspense>}
        </>
      }
    />
  );
}
