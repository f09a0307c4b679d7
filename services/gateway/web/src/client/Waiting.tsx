import { useLink } from "@/design/link";
import { useT } from "@/i18n/client";
import styles from "./kit.module.css";

/** No connection while something was told: it goes later, by itself, once. One may leave. */
export function Waiting() {
  const t = useT();
  const home = useLink("/mijn");
  return <p role="status" className={styles.waiting}>{t("client.waiting")} <a {...home}>{t("client.toStart")}</a></p>;
}
