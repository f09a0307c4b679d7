/** Stopping: always there, one tap, no reason. Quiet to look at, easy to hit. */
import { Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { RaisedHand } from "@/pictograms";
import styles from "@/client/kit.module.css";

export function StopWay({ onStop }: { onStop: () => void }) {
  const t = useT();
  return (
    <section className={styles.section}>
      <p>{t("client.stop.may")}</p>
      <div className={styles.people}>
        <button type="button" className={styles.stop} onClick={onStop}><Pictogram of={RaisedHand} size="2.5rem" plate />{t("client.stop.word")}</button>
        <ReadAloud text={`${t("client.stop.word")}. ${t("client.stop.may")}`} />
      </div>
    </section>
  );
}
