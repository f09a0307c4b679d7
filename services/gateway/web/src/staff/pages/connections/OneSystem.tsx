/** One system: what it may do, its keys, and ending it. What cannot be taken back says first what stops working. */
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
import styles from "./connections.module.css";
import { type Connection, type ConnectionSecret, type ConnectionWithSecret, renewSecret, updateConnection, withdrawConnection, withdrawSecret } from "./queries";
import { isScope } from "./scopes";
import { SystemForm } from "./SystemForm";

const refresh = [["connections"]];

export function OneSystem({ of, onFresh }: { of: Connection; onFresh: (made: ConnectionWithSecret) => void }) {
  const t = useT();
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const undo = useUndo();
  const saved = (now: Connection) => {
    setEditing(false);
    undo(t("common.saved"), () => updateConnection({ ...of, etag: now.etag }, requestId()), refresh);
  };
  const name = of.name ?? "";
  if (editing) return <SystemForm of={of} save={updateConnection} onSaved={saved} onCancel={() => setEditing(false)} />;
  return (
    <Card
      level={2} title={name} note={of.usedDay ? t("connections.used", { date: format.date(of.usedDay) }) : t("connections.usedNever")}
      actions={
        <>
          <Button onPress={() => setEditing(true)} aria-label={t("connections.edit.of", { name })}>{t("connections.edit")}</Button>
          <End of={of} />
        </>
      }
    >
      <May of={of} />
      <Keys of={of} onFresh={onFresh} />
    </Card>
  );
}

function May({ of }: { of: Connection }) {
  const t = useT();
  return (
    <ul className={styles.sentences}>
      {(of.scopes ?? []).map((scope) => <li key={scope}>{isScope(scope) ? t(`connections.scope.${scope}`) : t("connections.scopeOther", { scope })}</li>)}
    </ul>
  );
}

function Keys({ of, onFresh }: { of: Connection; onFresh: (made: ConnectionWithSecret) => void }) {
  const t = useT();
  const renew = useChange({ run: renewSecret, refresh, onDone: onFresh });
  const secrets = of.secrets ?? [];
  const good = secrets.filter((secret) => !secret.expired);
  return (
    <div className={styles.keys}>
      <h3>{t("connections.keys")}</h3>
      {secrets.map((secret) => <Key key={secret.id} of={of} secret={secret} last={good.length < 2} />)}
      <p className="soft small">{t(good.length === 0 ? "connections.key.none" : good.length === 1 ? "connections.key.renewHelp" : "connections.key.two")}</p>
      <ErrorNote problem={renew.problem} />
      {good.length < 2 && (
        <div>
          <Button size="small" onPress={() => renew.start(of)} isPending={renew.isPending} aria-label={t("connections.key.renew.of", { name: of.name ?? "" })}>
            {t(good.length === 0 ? "connections.key.first" : "connections.key.renew")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Key({ of, secret, last }: { of: Connection; secret: ConnectionSecret; last: boolean }) {
  const t = useT();
  const format = useFormat();
  const ending = secret.ending ?? "";
  const until = format.date(secret.lastDay ?? "");
  const withdraw = useChange({ run: (_: void, once) => withdrawSecret(of, secret, once), refresh, onDone: () => toast(t("connections.key.gone")) });
  return (
    <div className={styles.key}>
      <div>
        <p className={styles.strong}>{t("connections.key", { ending })}</p>
        <p className="soft small">
          {t(secret.expired ? "connections.key.expired" : "connections.key.until", { date: until })}{" "}
          {secret.usedDay ? t("connections.key.used", { date: format.date(secret.usedDay) }) : t("connections.key.unused")}
        </p>
        <ErrorNote problem={withdraw.problem} />
      </div>
      <Sure
        words={t("connections.key.withdraw")} label={t("connections.key.withdraw.of", { ending })} title={t("connections.key.sure")}
        yes={t("connections.key.sureYes")} onYes={() => withdraw.start()}
      >
        <p>{last && !secret.expired ? t("connections.key.sureLast", { name: of.name ?? "" }) : t("connections.key.sureText")}</p>
      </Sure>
    </div>
  );
}

function End({ of }: { of: Connection }) {
  const t = useT();
  const name = of.name ?? "";
  const end = useChange({ run: withdrawConnection, refresh, onDone: () => toast(t("connections.end.done", { name })) });
  return (
    <>
      <Sure
        words={t("connections.end")} label={t("connections.end.of", { name })} title={t("connections.end.sure", { name })}
        yes={t("connections.end.yes")} onYes={() => end.start(of)}
      >
        <p>{t("connections.end.stops")}</p>
        <May of={of} />
        <p>{t("connections.end.after")}</p>
      </Sure>
      <ErrorNote problem={end.problem} />
    </>
  );
}

interface SureProps {
  words: string;
  label: string;
  title: string;
  yes: string;
  onYes: () => void;
  children: React.ReactNode;
}

/** There is no way back from these, so they ask first; everything else here has one. */
function Sure({ words, label, title, yes, onYes, children }: SureProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const go = () => {
    setOpen(false);
    onYes();
  };
  return (
    <>
      <Button kind="quiet" size="small" onPress={() => setOpen(true)} aria-label={label}>{words}</Button>
      <Dialog
        title={title} isOpen={open} onOpenChange={setOpen}
        actions={
          <>
            <Button kind="primary" onPress={go}>{yes}</Button>
            <Button kind="quiet" onPress={() => setOpen(false)}>{t("common.cancel")}</Button>
          </>
        }
      >
        {children}
      </Dialog>
    </>
  );
}
