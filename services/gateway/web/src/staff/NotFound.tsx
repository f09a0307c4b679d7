/** An address that leads nowhere: said plainly, with the way back to what does. It stands outside the shell. */
import { Page } from "@/design/Page";
import { buttonClass } from "@/design/button-class";
import { useT } from "@/i18n/staff";
import styles from "./Shell.module.css";

export function NotFound() {
  const t = useT();
  return (
    <main className={styles.alone}>
      <Page title={t("shell.notFound.title")} lead={t("shell.notFound.text")}>
        <p><a href="/" className={buttonClass("primary")}>{t("shell.today")}</a></p>
      </Page>
    </main>
  );
}
