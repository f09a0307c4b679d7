/** Who looked at what is written about me: month by month, day by day, person by person, in words one can have read out. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { emergenciesOf, looksQuery, type PersonLooks } from "@/app/looks";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import kit from "@/client/kit.module.css";
import { aloudOf } from "@/client/words";
import { Initials } from "@/design/Initials";
import { Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { useLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { Compass, Eye, Gear, SpeechBalloon, Warning } from "@/pictograms";
import styles from "./looks.module.css";
import { monthBefore, monthsBack } from "./period";

const here = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" });

export function LooksPage() {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const [back, setBack] = useState(0);
  const { first, last } = monthBefore(here.format(new Date()), back);
  const looks = useQuery(looksQuery(me, first, last));
  const others = (looks.data?.looks ?? []).filter(({ who }) => !who?.isYou);
  const days = [...new Set(others.map(({ day }) => day ?? ""))];
  return (
    <ClientPage title={t("looks.title")} question={t("looks.lead")} back="/mijn/over-mij">
      {back === 0 && <Emergencies />}
      <h2 className={styles.month}>{back === 0 ? t("looks.thisMonth") : format.month(`${first}T12:00:00Z`)}</h2>
      <Ready of={[looks]}>
        {() => (
          <>
            {looks.data?.missingServices?.length ? <p className={kit.waiting}>{t("looks.missing")}</p> : null}
            {others.length === 0 ? <Kind title={t("looks.none")} text={t("looks.noneText")} picture={Eye} /> : days.map((day) => (
              <section key={day} className={kit.section} aria-labelledby={`day-${day}`}>
                <h3 id={`day-${day}`} className={styles.day}>{format.day(`${day}T12:00:00Z`)}</h3>
                {others.filter((look) => look.day === day).map((look, at) => <Look key={`${look.who?.id}-${at}`} of={look} />)}
              </section>
            ))}
            {looks.data?.more && <p className={kit.waiting}>{t("looks.more")}</p>}
          </>
        )}
      </Ready>
      <Doings>
        {back < monthsBack && <Doing onPress={() => setBack(back + 1)} words={t("looks.earlier")} picture={Compass} />}
        {back > 0 && <Doing onPress={() => setBack(0)} words={t("looks.now")} picture={Eye} />}
        <Doing href="/mijn/praten" words={t("looks.wrong")} note={t("looks.wrongNote")} picture={SpeechBalloon} tone="rose" />
      </Doings>
    </ClientPage>
  );
}

function Look({ of: { who, beside, what = [], why = [] } }: { of: PersonLooks }) {
  const t = useT();
  const nl = useLanguage() === "nl";
  const itself = who?.kind === "KIND_SERVICE" || who?.kind === "KIND_MACHINE";
  const name = who?.name || (itself ? t("looks.itself") : t("looks.somebody"));
  const role = nl ? who?.functionNl : who?.functionEn;
  const done = [...new Set(what.map((one) => (nl ? one.wordsNl : one.wordsEn) ?? ""))];
  const because = [...new Set(why.map((one) => (nl ? one.wordsNl : one.wordsEn) ?? ""))];
  const lines = [...done, ...because, beside ? t("looks.beside", { name: beside.name || t("looks.somebody") }) : ""].filter(Boolean);
  return (
    <article className={kit.card}>
      <div className={kit.cardTop}>
        <span className={styles.who}>
          {itself ? <Pictogram of={Gear} size="3rem" /> : <Initials name={name} size="3rem" />}
          <span><strong>{name}</strong>{role && <span className={styles.role}>{role}</span>}</span>
        </span>
        <ReadAloud text={aloudOf([name, role, ...lines])} />
      </div>
      <ul className={styles.lines}>{done.map((line) => <li key={line}>{line}</li>)}</ul>
      {because.map((line) => <p key={line} className={styles.why}>{line}</p>)}
      {beside && <p className={styles.why}>{t("looks.beside", { name: beside.name || t("looks.somebody") })}</p>}
    </article>
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
