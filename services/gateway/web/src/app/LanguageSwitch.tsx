/** The other language, one press away. */
import { setLanguage, useLanguage } from "@/i18n/core";
import { useViewT } from "@/i18n/view";
import styles from "./LanguageSwitch.module.css";

export function LanguageSwitch() {
  const t = useViewT();
  const other = useLanguage() === "nl" ? "en" : "nl";
  return (
    <button type="button" lang={other} className={styles.switch} onClick={() => void setLanguage(other)}>
      {t(other === "en" ? "view.languageEn" : "view.languageNl")}
    </button>
  );
}
