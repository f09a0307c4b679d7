/** One person on one day: who, and in one to three pictures what they did. All of it, and why, when I ask for it. */
import { useState } from "react";
import type { PersonLooks } from "@/app/looks";
import kit from "@/client/kit.module.css";
import { aloudOf } from "@/client/words";
import { buttonClass } from "@/design/button-class";
import { Initials } from "@/design/Initials";
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { useLanguage } from "@/i18n/core";
import { Backpack, Eye, Gear, Pencil } from "@/pictograms";
import styles from "./looks.module.css";

/** Software, not somebody: it belongs to what is told, and stands last. */
export const isItself = ({ who }: PersonLooks): boolean => who?.kind === "KIND_SERVICE" || who?.kind === "KIND_MACHINE";

const deeds = { saw: Eye, wrote: Pencil, took: Backpack } as const satisfies Record<string, Drawing>;
type Deed = keyof typeof deeds;
const deedOf = (event = ""): Deed => (event === "EVENT_EXPORT" ? "took" : /CREATE|UPDATE|DELETE|RIGHTS/.test(event) ? "wrote" : "saw");

export function Look({ of }: { of: PersonLooks }) {
  const t = useT();
  const nl = useLanguage() === "nl";
  const [open, setOpen] = useState(false);
  const { who, beside, what = [], why = [] } = of;
  const name = who?.name || (isItself(of) ? t("looks.itself") : t("looks.somebody"));
  const role = nl ? who?.functionNl : who?.functionEn;
  const done = (Object.keys(deeds) as Deed[]).filter((deed) => what.some(({ event }) => deedOf(event) === deed));
  const inWords = (all: typeof what | typeof why) => [...new Set(all.map((one) => (nl ? one.wordsNl : one.wordsEn) ?? ""))].filter(Boolean);
  const [lines, because] = [inWords(what), [...inWords(why), ...(beside ? [t("looks.beside", { name: beside.name || t("looks.somebody") })] : [])]];
  return (
    <article className={kit.card}>
      <div className={kit.cardTop}>
        <span className={styles.who}>
          {isItself(of) ? <Pictogram of={Gear} size="4rem" plate /> : <Initials name={name} size="4rem" />}
          <span><strong>{name}</strong>{role && <span className={styles.role}>{role}</span>}</span>
        </span>
        <ReadAloud text={aloudOf([name, role, ...done.map((deed) => t(`looks.${deed}`)), ...(open ? [...lines, ...because] : [])])} />
      </div>
      <ul className={styles.deeds}>
        {done.map((deed) => <li key={deed}><Pictogram of={deeds[deed]} size="2.5rem" plate /> {t(`looks.${deed}`)}</li>)}
      </ul>
      {open && (
        <>
          <ul className={styles.lines}>{lines.map((line) => <li key={line}>{line}</li>)}</ul>
          {because.map((line) => <p key={line} className={styles.why}>{line}</p>)}
        </>
      )}
      <div className={kit.ways}>
        <button type="button" className={buttonClass("secondary")} aria-expanded={open} aria-label={`${t(open ? "looks.less" : "looks.what")}: ${name}`} onClick={() => setOpen(!open)}>
          {t(open ? "looks.less" : "looks.what")}
        </button>
      </div>
    </article>
  );
}
