/** What is told, as pictures with a word each, below a few words that say what it is; read aloud as one. */
import type { ReactNode } from "react";
import { Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import kit from "@/client/kit.module.css";
import { aloudOf } from "@/client/words";
import type { Shown } from "./say";
import styles from "./nearby.module.css";

export function Pictures({ title, of, children }: { title: string; of: readonly Shown[]; children?: ReactNode }) {
  if (of.length === 0 && !children) return null;
  return (
    <section className={kit.card}>
      <div className={kit.cardTop}>
        <h2>{title}</h2>
        <ReadAloud text={aloudOf([title, ...of.map((one) => one.words)])} />
      </div>
      {of.length > 0 && (
        <ul className={styles.pictures}>
          {of.map((one) => <li key={one.key}><Pictogram of={one.picture} size="4.25rem" plate /><span>{one.words}</span></li>)}
        </ul>
      )}
      {children}
    </section>
  );
}
