/** After somebody said something: what it means, kindly, with what one can do now. It takes the focus and can be read aloud. */
import type { ReactNode } from "react";
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { ClientPage } from "./ClientPage";
import styles from "./kit.module.css";

export interface ToldProps {
  title: string;
  sentences: readonly string[];
  picture: Drawing;
  back: string;
  children?: ReactNode;
}

export function Told({ title, sentences, picture, back, children }: ToldProps) {
  return (
    <ClientPage title={title} back={back} moment={title} about="" aloud={sentences}>
      <div className={styles.told}>
        <Pictogram of={picture} size="8rem" plate />
        <div className={styles.toldWords}>{sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}</div>
      </div>
      {children}
    </ClientPage>
  );
}
