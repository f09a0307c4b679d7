/** The key of a system: here, once. It takes the focus, because it is what somebody just made it for. */
import { useEffect, useRef } from "react";
import { Button } from "@/design/Button";
import { useT } from "@/i18n/staff";
import { Copied } from "./Copied";
import styles from "./connections.module.css";
import type { ConnectionWithSecret } from "./queries";

export function Fresh({ of, onDone }: { of: ConnectionWithSecret; onDone: () => void }) {
  const t = useT();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [of]);
  return (
    <section className={styles.fresh} aria-labelledby="fresh-title">
      <h2 id="fresh-title" ref={title} tabIndex={-1}>{t("connections.fresh.title", { name: of.connection?.name ?? "" })}</h2>
      {of.secret ? (
        <>
          <p>{t("connections.fresh.once")}</p>
          <Copied label={t("connections.fresh.id")} value={of.connection?.id ?? ""} />
          <Copied label={t("connections.fresh.secret")} value={of.secret} />
        </>
      ) : <p>{t("connections.fresh.lost")}</p>}
      <div><Button kind="primary" onPress={onDone}>{t("connections.fresh.done")}</Button></div>
    </section>
  );
}
