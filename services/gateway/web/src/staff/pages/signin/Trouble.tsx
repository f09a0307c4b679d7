/** Why signing in did not work, what to do about it, and a way to try again. */
import { useEffect, useRef } from "react";
import { signInAddress } from "@/api/session";
import { buttonClass } from "@/design/button-class";
import { useT } from "@/i18n/staff";
import styles from "./SignInPage.module.css";
import { troubleOf } from "./trouble";

/** The gateway names the reason; `at` and `by` say where somebody was signing in. */
export function Trouble({ why, at, by, back }: { why: string; at?: string; by?: string; back: string }) {
  const t = useT();
  const note = useRef<HTMLElement>(null);
  useEffect(() => note.current?.focus(), []);
  return (
    <section ref={note} tabIndex={-1} role="alert" className={styles.trouble}>
      <h2>{t("signing.trouble.title")}</h2>
      <p>{t(`signing.trouble.${troubleOf(why)}`)}</p>
      {at && <p><a className={buttonClass("primary")} href={signInAddress(at, back, { provider: by, again: true })}>{t("signing.trouble.again")}</a></p>}
    </section>
  );
}
