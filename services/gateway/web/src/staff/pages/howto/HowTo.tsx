/** "Hoe doe je dit?": the method's own step, beside the question it answers. Folded in, and its words come when somebody opens it. */
import { Suspense, useState } from "react";
import { Loading } from "@/design/Loading";
import { useT } from "@/i18n/staff";
import type { Subject } from "./subjects";
import styles from "./howto.module.css";
import { Words } from "./routes";

export function HowTo({ about }: { about: Subject }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <details className={`${styles.howto} no-print`} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("shell.howTo")}</summary>
      {open && <Suspense fallback={<Loading inline />}><Words about={about} /></Suspense>}
    </details>
  );
}
