/** My map then, and now: first in words, then as two drawings. A kept map can go, after one question: it does not come back. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { type Contact, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { aloudOf } from "@/client/words";
import { CircleMap } from "@/design/CircleMap";
import { ErrorNote } from "@/design/ErrorNote";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { Balloon, WavingHand } from "@/pictograms";
import { isCategory } from "../me/contact";
import { sinceQuery } from "./data";
import { personOf } from "./place";
import { changesInSight } from "./then";

export function ThenPage() {
  const t = useT();
  const date = useFormat().date;
  const id = usePart("snapshotId");
  const since = useQuery(sinceQuery(useMe(), id));
  const from = since.data?.from;
  const sentences = changesInSight(since.data).map(({ kind, name }) => t(`map.change.${kind}`, { name }));
  const drawn = (contacts: readonly Contact[] | undefined) =>
    (contacts ?? []).filter((contact) => !contact.hidden).map((contact) => personOf(contact, isCategory(contact.category) ? t(`map.${contact.category}`) : undefined));
  const [then, now] = [drawn(from?.contacts), drawn(since.data?.to?.contacts)];
  const day = from?.takeTime ? date(from.takeTime) : "";
  return (
    <ClientPage title={t("map.thenNow")} question={day} back="/mijn/over-mij/kaart/toen" aloud={sentences}>
      <Ready of={[since]}>
        {() => (
          <>
            <section className={styles.card}>
              <div className={styles.cardTop}><h2>{t("map.different")}</h2><ReadAloud text={aloudOf(sentences.length > 0 ? sentences : [t("map.same")])} /></div>
              {sentences.length === 0 ? <p>{t("map.same")}</p> : sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
            </section>
            <div className={styles.two}>
              <section className={styles.section}><h2>{t("map.then")}</h2><CircleMap owner={t("circles.me")} people={then} beside={now} /></section>
              <section className={styles.section}><h2>{t("map.now")}</h2><CircleMap owner={t("circles.me")} people={now} beside={then} /></section>
            </div>
            <Throw id={id} />
          </>
        )}
      </Ready>
    </ClientPage>
  );
}

function Throw({ id }: { id: string }) {
  const t = useT();
  const go = useGo();
  const [asked, setAsked] = useState(false);
  const away = useTell((one: string, requestId) => answer(api.DELETE("/api/v1/mapSnapshots/{id}", { params: { path: { id: one }, query: { requestId } } })), "mapSnapshots");
  if (!asked) return <Doings single><Doing words={t("map.throw")} picture={Balloon} onPress={() => setAsked(true)} /></Doings>;
  return (
    <section className={styles.section} role="group" aria-label={t("map.throwSure")}>
      <h2>{t("map.throwSure")}</h2>
      <p>{t("map.throwGone")}</p>
      <ErrorNote problem={away.problem} onRetry={away.again} />
      <Doings>
        <Doing words={t("map.keepIt")} picture={WavingHand} tone="leaf" onPress={() => setAsked(false)} />
        <Doing words={t("map.throwYes")} picture={Balloon} busy={away.busy} onPress={() => away.send(id, () => go("/mijn/over-mij/kaart/toen", true))} />
      </Doings>
    </section>
  );
}
