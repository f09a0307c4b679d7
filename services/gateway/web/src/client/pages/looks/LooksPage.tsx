/** Who looked at what is written about me: month by month, day by day, a few people at a time. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { emergenciesOf, looksQuery, type PersonLooks } from "@/app/looks";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import kit from "@/client/kit.module.css";
import { aloudOf } from "@/client/words";
import { Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { BustsInSilhouette, Calendar, Eye, Locked, SpeechBalloon, Warning } from "@/pictograms";
import { isItself, Look } from "./Look";
import styles from "./looks.module.css";
import { monthBefore, monthsBack } from "./period";

/** So many people at first, and with each tap. */
const few = 3;

const here = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" });

export function LooksPage() {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const [back, setBack] = useState(0);
  const { first, last } = monthBefore(here.format(new Date()), back);
  const looks = useQuery(looksQuery(me, first, last));
  const others = (looks.data?.looks ?? []).filter(({ who }) => !who?.isYou);
  return (
    <ClientPage title={t("looks.title")} question={t("looks.lead")} back="/mijn/over-mij">
      {back === 0 && <Emergencies />}
      <h2 className={styles.month}>{back === 0 ? t("looks.thisMonth") : format.month(`${first}T12:00:00Z`)}</h2>
      <Ready of={[looks]}>
        {() => (
          <>
            {looks.data?.missingServices?.length ? <p className={kit.waiting}>{t("looks.missing")}</p> : null}
            <Days key={first} all={others} />
            {looks.data?.more && <p className={kit.waiting}>{t("looks.more")}</p>}
          </>
        )}
      </Ready>
      <Doings>
        {back < monthsBack && <Doing onPress={() => setBack(back + 1)} words={t("looks.earlier")} picture={Calendar} />}
        {back > 0 && <Doing onPress={() => setBack(0)} words={t("looks.now")} picture={Eye} />}
        <Doing href="/mijn/praten" words={t("looks.wrong")} note={t("looks.wrongNote")} picture={SpeechBalloon} tone="rose" />
      </Doings>
    </ClientPage>
  );
}

/** Day by day, a few people at a time. What Optrek did by itself comes when everybody has been named. */
function Days({ all }: { all: readonly PersonLooks[] }) {
  const t = useT();
  const format = useFormat();
  const [shown, setShown] = useState(few);
  const [itselfToo, setItselfToo] = useState(false);
  const people = all.filter((look) => !isItself(look));
  const itself = all.filter(isItself);
  const here = people.slice(0, shown);
  const days = [...new Set(here.map(({ day }) => day ?? ""))];
  const left = people.length > shown;
  return (
    <>
      {people.length === 0 && <Kind title={t("looks.none")} text={t("looks.noneText")} picture={Locked} />}
      {days.map((day) => (
        <section key={day} className={kit.section} aria-labelledby={`day-${day}`}>
          <h3 id={`day-${day}`} className={styles.day}>{format.day(`${day}T12:00:00Z`)}</h3>
          {here.filter((look) => look.day === day).map((look, at) => <Look key={`${look.who?.id}-${at}`} of={look} />)}
        </section>
      ))}
      {itselfToo && (
        <section className={kit.section} aria-labelledby="itself">
          <h3 id="itself" className={styles.day}>{t("looks.byItself")}</h3>
          {itself.map((look, at) => <Look key={`${look.day}-${at}`} of={look} />)}
        </section>
      )}
      {(left || (itself.length > 0 && !itselfToo)) && (
        <Doings single><Doing onPress={() => (left ? setShown(shown + few) : setItselfToo(true))} words={t("looks.seeMore")} picture={BustsInSilhouette} /></Doings>
      )}
    </>
  );
}

/** Somebody who is not there for me usually had to look along: who, when and why, in their words. */
function Emergencies() {
  const t = useT();
  const format = useFormat();
  const all = useQuery(emergenciesOf(useMe())).data ?? [];
  return all.slice(0, 3).map((one) => {
    const who = t("looks.emergency", { name: one.supportWorkerName || t("looks.somebody") });
    const when = one.openTime ? format.dayTime(one.openTime) : "";
    return (
      <section key={one.id} className={styles.emergency} aria-label={t("looks.emergencyTitle")}>
        <Pictogram of={Warning} size="3.5rem" />
        <div className={styles.emergencyWords}>
          <strong>{who}</strong>
          <span>{when}</span>
          <span>{t("looks.emergencyWhy", { words: one.words ?? "" })}</span>
        </div>
        <ReadAloud text={aloudOf([who, when, t("looks.emergencyWhy", { words: one.words ?? "" })])} />
      </section>
    );
  });
}
