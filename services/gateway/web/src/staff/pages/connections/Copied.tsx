/** Something to put into another system, whole: shown to be read, and copied with one tap. */
import { Button } from "@/design/Button";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import styles from "./connections.module.css";

export function Copied({ label, value }: { label: string; value: string }) {
  const t = useT();
  const copy = () => void navigator.clipboard?.writeText(value).then(() => toast(t("connections.copied")), () => undefined);
  return (
    <div className={styles.copied}>
      <label>
        <span>{label}</span>
        <input readOnly value={value} onFocus={(event) => event.target.select()} />
      </label>
      <Button onPress={copy} aria-label={t("connections.copy.of", { what: label })}>{t("connections.copy")}</Button>
    </div>
  );
}
