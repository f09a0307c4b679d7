import { useT } from "@/i18n/client";
import styles from "./kit.module.css";

/** No internet while something was told: it goes later, by itself, once. */
export function Waiting() {
  return <p role="status" className={styles.waiting}>{useT()("client.waiting")}</p>;
}
