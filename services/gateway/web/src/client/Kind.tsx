/** Nothing here yet, said kindly, with the one thing one could do; and the four states of what a page reads. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { asProblem } from "@/api/problem";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import styles from "./kit.module.css";
import { aloudOf } from "./words";

export function Kind({ title, text, picture, children }: { title: string; text?: string; picture: Drawing; children?: ReactNode }) {
  return (
    <section className={styles.kind}>
      <Pictogram of={picture} size="7rem" plate />
      <div className={styles.kindWords}>
        <h2>{title}</h2>
        {text && <p>{text}</p>}
      </div>
      <ReadAloud text={aloudOf([title, text])} withWords />
      {children}
    </section>
  );
}

/** Shows the page as soon as all is there; before that dots, or what went wrong and how to try again. */
export function Ready({ of, children }: { of: readonly UseQueryResult<unknown>[]; children: () => ReactNode }) {
  const failed = of.find((query) => query.isError);
  const again = () => of.forEach((query) => query.isError && void query.refetch());
  const note = failed ? <ErrorNote problem={asProblem(failed.error)} onRetry={again} /> : null;
  if (of.some((query) => query.data === undefined)) return note ?? <LoadingRows rows={3} />;
  return <>{note}{children()}</>;
}
