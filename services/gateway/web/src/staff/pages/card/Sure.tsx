/** What cannot be undone is said before it is done, where the button was: the answer takes the focus. */
import { useEffect, useRef } from "react";
import { Button } from "@/design/Button";
import { useT } from "@/i18n/staff";

export function Sure({ text, yes, onYes, onNo, busy }: { text: string; yes: string; onYes: () => void; onNo: () => void; busy: boolean }) {
  const t = useT();
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div ref={first} role="group" aria-label={text} tabIndex={-1} className="stack" style={{ "--gap": "var(--space-3)" } as React.CSSProperties}>
      <p>{text}</p>
      <div className="cluster">
        <Button kind="primary" onPress={onYes} isDisabled={busy}>{yes}</Button>
        <Button onPress={onNo} isDisabled={busy}>{t("card.notYet")}</Button>
      </div>
    </div>
  );
}
