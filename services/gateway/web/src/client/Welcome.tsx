/** Not signed in: scan the card, or ask somebody. */
import { signInPage } from "@/api/session";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { IdentificationCard } from "@/pictograms";
import { ClientPage } from "./ClientPage";
import styles from "./Welcome.module.css";

export function Welcome() {
  const t = useT();
  return (
    <ClientPage home title={t("client.signIn.title")} question={t("client.signIn.text")}>
      <div className={styles.card}><Pictogram of={IdentificationCard} size="12rem" plate /></div>
      <p><a href={signInPage("/mijn")}>{t("client.signIn.other")}</a></p>
    </ClientPage>
  );
}
