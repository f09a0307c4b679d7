/** What I agreed to do in an intervision, until it is done. Quiet when there is nothing. */
import { useQuery } from "@tanstack/react-query";
import { useT } from "@/i18n/staff";
import { EarlierList } from "./EarlierList";
import styles from "./intervision.module.css";
import { myAgreementsQuery } from "./queries";

export function MyAgreements({ always = false }: { always?: boolean }) {
  const t = useT();
  const list = useQuery(myAgreementsQuery).data ?? [];
  if (list.length === 0 && !always) return null;
  return (
    <section className={styles.mine}>
      <h2>{t("intervision.mine.title")}</h2>
      {list.length === 0 ? <p className="soft">{t("intervision.mine.none")}</p> : <EarlierList list={list} refresh={[["agreements"], ["intervisions"]]} own />}
    </section>
  );
}
