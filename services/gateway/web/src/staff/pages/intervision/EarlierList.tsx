/** Agreements that are still open, ticked off where they are seen. Nobody counts them. */
import type { QueryKey } from "@tanstack/react-query";
import { requestId } from "@/api/client";
import { useSession } from "@/api/session";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import styles from "./intervision.module.css";
import { type Earlier, settle } from "./queries";

export function EarlierList({ list, refresh, own = false }: { list: readonly Earlier[]; refresh: readonly QueryKey[]; own?: boolean }) {
  const nameOf = useWorkerNames(list.map((one) => one.agreement?.supportWorkerId));
  return (
    <ul className={`${styles.agreements} plain-list`}>
      {list.map((one) => <li key={one.agreement?.id}><Row of={one} name={nameOf(one.agreement?.supportWorkerId)} refresh={refresh} own={own} /></li>)}
    </ul>
  );
}

function Row({ of, name, refresh, own }: { of: Earlier; name: string; refresh: readonly QueryKey[]; own: boolean }) {
  const t = useT();
  const format = useFormat();
  const undo = useUndo();
  const me = useSession().data?.person;
  const change = useChange({
    run: (done: boolean, once) => settle(of, done, once),
    refresh,
    onDone: (_, done) => undo(done ? t("intervision.mine.done") : t("intervision.mine.open"), () => settle(of, !done, requestId()), refresh),
  });
  const whose = own ? (of.agreement?.supportWorkerId === me ? "" : t("intervision.mine.for", { name })) : name;
  const when = of.agreement?.day ? format.day(of.agreement.day) : t("intervision.mine.from", { day: format.day(of.day ?? "") });
  return (
    <>
      <Checkbox isSelected={!!of.agreement?.done} isDisabled={change.isPending} onChange={change.start} description={[whose, when].filter(Boolean).join(" · ")}>
        {of.agreement?.what ?? ""}
      </Checkbox>
      {change.problem && <ErrorNote problem={change.problem} />}
    </>
  );
}
