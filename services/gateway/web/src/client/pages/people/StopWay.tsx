/** Stopping: always there, one tap, no reason. And, quieter: rather not together. */
import { Pictogram } from "@/design/Pictogram";
import { useLink } from "@/design/link";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { RaisedHand } from "@/pictograms";
import styles from "@/client/kit.module.css";
import own from "./people.module.css";

export function StopWay({ matchId, onStop, group = false }: { matchId: string; onStop: () => void; group?: boolean }) {
  const t = useT();
  const may = group ? `${t("meeting.stop.may")} ${t("meeting.stop.group")}` : t("meeting.stop.may");
  return (
    <section className={styles.section}>
      <p>{may}</p>
      <div className={styles.people}>
        <button type="button" className={styles.stop} onClick={onStop}><Pictogram of={RaisedHand} size="2.5rem" plate />{t("meeting.stop.word")}</button>
        <ReadAloud text={`${t("meeting.stop.word")}. ${may}`} />
      </div>
      <ApartLink matchId={matchId} />
    </section>
  );
}

export function ApartLink({ matchId }: { matchId: string }) {
  const t = useT();
  const link = useLink(`/mijn/mensen/${matchId}/niet-samen`);
  return (
    <p className={styles.people}>
      <a {...link} className={own.quiet}>{t("meeting.apart.way")}</a>
      <ReadAloud text={t("meeting.apart.way")} />
    </p>
  );
}
