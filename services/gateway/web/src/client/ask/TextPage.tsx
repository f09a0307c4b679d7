/** A page for words of one's own: a large field, kept while somebody types, never asked for. */
import { type ReactNode, useId } from "react";
import type { Problem } from "@/api/problem";
import { ClientPage } from "../ClientPage";
import { Ask } from "./Ask";
import styles from "./TextPage.module.css";

export interface TextPageProps {
  question: string;
  hint?: string;
  back: string;
  value: string;
  onChange: (value: string) => void;
  onNext: () => void;
  onSkip?: () => void;
  next?: string;
  /** One line, for a name. */
  short?: boolean;
  /** What a phone's keyboard should be good at. */
  kind?: "text" | "email";
  most?: number;
  busy?: boolean;
  waiting?: boolean;
  problem?: Problem | null;
  onAgain?: () => void;
  above?: ReactNode;
}

export function TextPage({ question, hint, back, value, onChange, short = false, kind = "text", most = 1000, above, ...ways }: TextPageProps) {
  const id = useId();
  const field = { id, className: styles.field, value, maxLength: most, autoComplete: "off", onChange: (event: { target: { value: string } }) => onChange(event.target.value) };
  return (
    <ClientPage title={question} question={hint} back={back}>
      {above}
      <Ask question={question} choices={[]} chosen={[]} onChoose={() => undefined} {...ways}>
        <label className="visually-hidden" htmlFor={id}>{question}</label>
        {short ? <input type="text" inputMode={kind} {...field} autoComplete={kind === "email" ? "email" : "off"} /> : <textarea rows={5} {...field} />}
      </Ask>
    </ClientPage>
  );
}
