/** A round button that reads a text aloud; pressing again stops. Not there when the browser has no voice. */
import { useCommonT } from "@/i18n/common";
import { cx } from "./class";
import { canSpeak, speak, stopSpeaking, useSpeaking } from "./speech";
import styles from "./ReadAloud.module.css";

export function ReadAloud({ text, withWords = false }: { text: string; withWords?: boolean }) {
  const t = useCommonT();
  const now = useSpeaking() === text;
  if (!canSpeak()) return null;
  const label = now ? t("common.stopReading") : t("common.readAloud");
  return (
    <button
      type="button"
      className={cx(styles.button, withWords && styles.words)}
      data-speaking={now || undefined}
      aria-label={withWords ? undefined : `${label}: ${text}`}
      onClick={() => (now ? stopSpeaking() : speak(text, t.language))}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 9.5v5h3.5L12.5 19V5L7.5 9.5Z" className={styles.body} />
        <path d="M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" className={styles.waves} />
      </svg>
      {withWords && <span>{label}</span>}
    </button>
  );
}
