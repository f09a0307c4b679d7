/** The other systems that are told that something happened: who, of what, and whether it arrives. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/design/Button";
import { EmptyState } from "@/design/EmptyState";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Laptop } from "@/pictograms";
import { Copied } from "../connections/Copied";
import styles from "../connections/connections.module.css";
import { OneWebhook } from "./OneWebhook";
import { createWebhook, type Webhook, webhooksQuery, type WebhookWithSecret } from "./queries";
import { WebhookForm } from "./WebhookForm";

const wide = { "--gap": "var(--space-5)" } as React.CSSProperties;

export function WebhooksPart() {
  const t = useT();
  const webhooks = useQuery(webhooksQuery);
  return (
    <div className="stack" style={{ "--gap": "var(--space-6)" } as React.CSSProperties}>
      <p className="soft">{t("webhooks.lead")}</p>
      <QueryView query={webhooks}>{(all) => <Webhooks all={all} />}</QueryView>
      <p><Link to="/docs/api">{t("webhooks.docs")}</Link></p>
    </div>
  );
}

function Webhooks({ all }: { all: Webhook[] }) {
  const t = useT();
  const [fresh, setFresh] = useState<WebhookWithSecret | null>(null);
  const [adding, setAdding] = useState(false);
  const added = (made: WebhookWithSecret) => {
    setAdding(false);
    setFresh(made);
  };
  const open = all.filter((one) => !one.withdrawTime);
  const begin = <Button kind="primary" onPress={() => setAdding(true)}>{t("webhooks.add")}</Button>;
  return (
    <section className="stack" style={wide} aria-label={t("organisation.part.meldingen")}>
      {fresh && <Fresh of={fresh} onDone={() => setFresh(null)} />}
      {adding && <WebhookForm of={{}} save={createWebhook} onSaved={added} onCancel={() => setAdding(false)} />}
      {!adding && !fresh && open.length > 0 && <div>{begin}</div>}
      {!adding && open.length === 0 && <EmptyState title={t("webhooks.empty")} text={t("webhooks.emptyText")} pictogram={Laptop} action={begin} />}
      {open.length > 0 && (
        <ul className="stack plain-list" style={wide}>
          {open.map((one) => <li key={one.id}><OneWebhook of={one} onFresh={setFresh} /></li>)}
        </ul>
      )}
      <Past of={all.filter((one) => one.withdrawTime)} />
    </section>
  );
}

/** The key that signs: here, once. It takes the focus, because it is what somebody just made it for. */
function Fresh({ of, onDone }: { of: WebhookWithSecret; onDone: () => void }) {
  const t = useT();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [of]);
  return (
    <section className={styles.fresh} aria-labelledby="fresh-title">
      <h2 id="fresh-title" ref={title} tabIndex={-1}>{t("webhooks.fresh.title", { name: of.webhook?.name ?? "" })}</h2>
      {of.secret ? (
        <>
          <p>{t("webhooks.fresh.once")}</p>
          <Copied label={t("webhooks.fresh.secret")} value={of.secret} />
        </>
      ) : <p>{t("webhooks.fresh.lost")}</p>}
      <div><Button kind="primary" onPress={onDone}>{t("webhooks.fresh.done")}</Button></div>
    </section>
  );
}

function Past({ of }: { of: Webhook[] }) {
  const t = useT();
  const format = useFormat();
  if (of.length === 0) return null;
  return (
    <details className={styles.fold}>
      <summary>{t("webhooks.past.show")}</summary>
      <ul>{of.map((one) => <li key={one.id}>{t("webhooks.past.line", { name: one.name ?? "", date: format.date(one.withdrawTime ?? "") })}</li>)}</ul>
    </details>
  );
}
