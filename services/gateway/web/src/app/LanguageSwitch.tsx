/** The other language, one press away. */
import { useCommonT } from "@/i18n/common";
import { setLanguage, useLanguage } from "@/i18n/core";
import styles from "./LanguageSwitch.module.css";

export function LanguageSwitch() {
  const t = useCommonT();
  const other = useLanguage() === "nl" ? "en" : "nl";
  return (
    <button type="button" lang={other} className={styles.switch} onClick={() => void setLanguage(other)}>
      {t(other === "en" ? "common.languageEn" : "common.languageNl")}
    </button>
  );
}
