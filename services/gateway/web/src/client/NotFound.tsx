/** An address that leads nowhere: said kindly, with one large way on. */
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Compass, HouseWithGarden } from "@/pictograms";
import { ClientPage } from "./ClientPage";
import { Doing, Doings } from "./Doing";
import styles from "./kit.module.css";

export function NotFound() {
  const t = useT();
  return (
    <ClientPage title={t("client.notFound.title")} question={t("client.notFound.text")} home about="">
      <section className={styles.kind}>
        <Pictogram of={Compass} size="7rem" plate />
        <div className={styles.wide}><Doings single><Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} tone="leaf" /></Doings></div>
      </section>
    </ClientPage>
  );
}
