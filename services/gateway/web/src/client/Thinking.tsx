/** After one tap that cannot be taken back later: a kind word, time to think again, and "ready". Leaving the page is "ready" too. */
import { useGo } from "@/client/go";
import { goNow, thinkAgain, useLeaving, useSoon } from "@/client/soon";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import styles from "./kit.module.css";
import { Told, type ToldProps } from "./Told";
import { Waiting } from "./Waiting";

export interface ThinkingProps extends ToldProps {
  planned: string;
  /** The words for thinking again; nothing when there is nothing to take back. */
  again?: string;
  onAgain: () => void;
  /** Where "ready" leads. */
  then: string;
}

export function Thinking({ planned, again, onAgain, then, ...told }: ThinkingProps) {
  const t = useT();
  const go = useGo();
  const plan = useSoon(planned);
  useLeaving(planned);
  const open = plan?.state === "thinking" || plan?.state === "failed" || !plan;
  const ready = async () => {
    if (await goNow(planned)) go(then);
  };
  return (
    <Told {...told}>
      <ErrorNote problem={plan?.problem} onRetry={() => void goNow(planned)} />
      {plan?.state === "kept" && <Waiting />}
      <div className={styles.ways}>
        {open && again && (
          <button type="button" className={buttonClass("secondary", "large")} onClick={() => { thinkAgain(planned); onAgain(); }}>{again}</button>
        )}
        <button type="button" className={buttonClass("primary", "large")} onClick={() => void ready()}>{t("common.done")}</button>
      </div>
    </Told>
  );
}
