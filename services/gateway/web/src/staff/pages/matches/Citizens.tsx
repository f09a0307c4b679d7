/** How many people from the neighbourhood join in: a count and nothing more (M-12). */
import { useId } from "react";
import { Button } from "@/design/Button";
import field from "@/design/Field.module.css";
import { useT } from "@/i18n/staff";
import styles from "./matches.module.css";

export function Citizens({ n, onChange }: { n: number; onChange: (n: number) => void }) {
  const t = useT();
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={field.field}>
      <span id={id} className={field.label}>{t("matches.spontaneous.citizens")}</span>
      <span className={field.description}>{t("matches.spontaneous.citizens.help")}</span>
      <span className={styles.number}>
        <Button isDisabled={n <= 0} aria-label={t("matches.spontaneous.fewer")} onPress={() => onChange(n - 1)}>−</Button>
        <output>{n}</output>
        <Button isDisabled={n >= 20} aria-label={t("matches.spontaneous.more")} onPress={() => onChange(n + 1)}>+</Button>
      </span>
    </div>
  );
}
