/** One system that is told things: of what, whether it arrives, and its key. A pause has a way back; stopping asks first. */
import { useState } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { Dialog } from "@/design/Dialog";
import { ErrorNote } from "@/design/ErrorNote";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import styles from "../connections/connections.module.css";
import { Deliveries } from "./Deliveries";
import { isKind } from "./kinds";
import { goOnWithWebhook, pauseWebhook, refresh, renewWebhookSecret, tryWebhook, updateWebhook, type Webhook, type WebhookWithSecret, withdrawWebhook } from "./queries";
import { WebhookForm } from "./WebhookForm";

interface OneProps {
  of: Webhook;
  onFresh: (made: WebhookWithSecret) => void;
}

export function OneWebhook({ of, onFresh }: OneProps) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  const undo = useUndo();
  const saved = (now: Webhook) => {
    setEditing(false);
    undo(t("common.saved"), () => updateWebhook({ ...of, etag: now.etag }, requestId()), refresh);
  };
  const name = of.name ?? "";
  if (editing) return <WebhookForm of={of} save={updateWebhook} onSaved={saved} onCancel={() => setEditing(false)} />;
  return (
    <Card
      level={2} title={name} note={<span style={{ overflowWrap: "anywhere" }}>{of.address}</span>}
      actions={
        <>
          <OnOff of={of} />
          <Button onPress={() => setEditing(true)} aria-label={t("webhooks.edit.of", { name })}>{t("webhooks.edit")}</Button>
          <End of={of} />
        </>
      }
    >
      <How of={of} />
      <ul className={styles.sentences}>
        {(of.kinds ?? []).map((kind) => <li key={kind}>{isKind(kind) ? t(`webhooks.kind.${kind}`) : t("webhooks.kindOther", { kind })}</li>)}
      </ul>
      <Sent of={of} />
      <Key of={of} onFresh={onFresh} />
    </Card>
  );
}

/** Only when something asks attention: it rests, it is paused, or something waits. */
function How({ of }: { of: Webhook }) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      {of.restTime && (
        <div className={styles.fresh}>
          <p className={styles.strong}>{t("webhooks.rests", { date: format.date(of.restTime) })}</p>
          <p>{t("webhooks.restsHelp")}</p>
        </div>
      )}
      {of.paused && <p className={styles.strong}>{t("webhooks.paused")}</p>}
      {(of.waiting ?? 0) > 0 && <p>{t.count("webhooks.waiting", of.waiting ?? 0)}</p>}
    </>
  );
}

/** An address that rests is not paused; turning it on again is the same question to the server. */
function OnOff({ of }: { of: Webhook }) {
  const t = useT();
  const undo = useUndo();
  const name = of.name ?? "";
  const off = !!of.paused || !!of.restTime;
  const change = useChange({
    run: off ? goOnWithWebhook : pauseWebhook, refresh,
    onDone: (now) => undo(t(off ? "webhooks.goOn.done" : "webhooks.pause.done", { name }), () => (off ? pauseWebhook : goOnWithWebhook)(now, requestId()), refresh),
  });
  return (
    <>
      <Button onPress={() => change.start(of)} isPending={change.isPending} aria-label={t(off ? "webhooks.goOn.of" : "webhooks.pause.of", { name })}>
        {t(off ? "webhooks.goOn" : "webhooks.pause")}
      </Button>
      <ErrorNote problem={change.problem} />
    </>
  );
}

function Sent({ of }: { of: Webhook }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const trial = useChange({
    run: tryWebhook, refresh,
    onDone: () => {
      setOpen(true);
      toast(t("webhooks.try.sent"));
    },
  });
  return (
    <div className="stack">
      <div><Button onPress={() => trial.start(of)} isPending={trial.isPending} aria-label={t("webhooks.try.of", { name: of.name ?? "" })}>{t("webhooks.try")}</Button></div>
      <ErrorNote problem={trial.problem} />
      <details className={styles.fold} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("webhooks.log")}</summary>
        {open && <Deliveries of={of} />}
      </details>
    </div>
  );
}

function Key({ of, onFresh }: OneProps) {
  const t = useT();
  const format = useFormat();
  const renew = useChange({ run: renewWebhookSecret, refresh, onDone: onFresh });
  return (
    <div className={styles.keys}>
      <h3>{t("webhooks.key")}</h3>
      <p className="soft small">{t("webhooks.key.help")}</p>
      {of.oldSecretUntil && <p>{t("webhooks.key.old", { date: format.date(of.oldSecretUntil) })}</p>}
      <ErrorNote problem={renew.problem} />
      <div>
        <Button size="small" onPress={() => renew.start(of)} isPending={renew.isPending} aria-label={t("webhooks.key.renew.of", { name: of.name ?? "" })}>
          {t("webhooks.key.renew")}
        </Button>
      </div>
    </div>
  );
}

/** There is no way back from this one, so it asks first. */
function End({ of }: { of: Webhook }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const name = of.name ?? "";
  const end = useChange({ run: withdrawWebhook, refresh, onDone: () => toast(t("webhooks.end.done", { name })) });
  const go = () => {
    setAsking(false);
    end.start(of);
  };
  return (
    <>
      <Button kind="quiet" size="small" onPress={() => setAsking(true)} aria-label={t("webhooks.end.of", { name })}>{t("webhooks.end")}</Button>
      <ErrorNote problem={end.problem} />
      <Dialog
        title={t("webhooks.end.sure", { name })} isOpen={asking} onOpenChange={setAsking}
        actions={
          <>
            <Button kind="primary" onPress={go}>{t("webhooks.end.yes")}</Button>
            <Button kind="quiet" onPress={() => setAsking(false)}>{t("common.cancel")}</Button>
          </>
        }
      >
        <p>{t("webhooks.end.text")}</p>
      </Dialog>
    </>
  );
}
