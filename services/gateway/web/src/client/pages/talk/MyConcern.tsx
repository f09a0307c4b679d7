/** What became of what I said was not safe: passed on, somebody is on it. Plain words, and nothing of what it was. */
import { useFormat } from "@/i18n/format";
import { Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { Handshake } from "@/pictograms";
import styles from "@/client/kit.module.css";
import type { Concern } from "./data";

export function MyConcern({ concern }: { concern: Concern }) {
  const t = useT();
  const format = useFormat();
  const taken = concern.state !== "STATE_REPORTED";
  const sentences = [
    t("talk.concern.said", { when: concern.reportTime ? format.dayTime(concern.reportTime) : "" }),
    t(taken ? "talk.concern.taken" : "talk.concern.passed"),
  ];
  return (
    <section className={styles.told} aria-label={t("client.talk.unsafe")}>
      <Pictogram of={Handshake} size="5rem" plate />
      <div className={styles.toldWords}>{sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}</div>
      <ReadAloud text={sentences.join(" ")} />
    </section>
  );
}
