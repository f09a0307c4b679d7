/** What a lesson is about: a few words out of a fixed set, so that it is found again. */
import { Checkbox } from "@/design/Checkbox";
import { useT } from "@/i18n/staff";
import styles from "./intervision.module.css";
import { type Theme, themes } from "./queries";

const most = 5;

export function Themes({ chosen, onChange }: { chosen: readonly Theme[]; onChange: (themes: Theme[]) => void }) {
  const t = useT();
  return (
    <fieldset className={styles.themes}>
      <legend>{t("intervision.lessons.themes")}</legend>
      {themes.map((theme) => (
        <Checkbox
          key={theme}
          isSelected={chosen.includes(theme)}
          isDisabled={!chosen.includes(theme) && chosen.length >= most}
          onChange={(on) => onChange(on ? [...chosen, theme] : chosen.filter((one) => one !== theme))}
        >
          {t(`intervision.theme.${theme}`)}
        </Checkbox>
      ))}
    </fieldset>
  );
}
