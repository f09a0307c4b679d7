/** What went to a system, and what waits: that it did, never what it said. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { Loading } from "@/design/Loading";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import styles from "../connections/connections.module.css";
import { isKind } from "./kinds";
import { deliveriesQuery, type Delivery, type Webhook } from "./queries";

export function Deliveries({ of }: { of: Webhook }) {
  const t = useT();
  const found = useInfiniteQuery(deliveriesQuery(of.id ?? ""));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote problem={asProblem(found.error)} onRetry={() => void found.refetch()} />;
  const all = found.data.pages.flatMap((page) => page.deliveries ?? []);
  return (
    <div className="stack" role="status">
      <p className="soft small">{t("webhooks.log.help")}</p>
      {all.length === 0 && <p>{t("webhooks.log.empty")}</p>}
      <ul className="plain-list">{all.map((one) => <li key={one.id} className={styles.key}><One of={one} /></li>)}</ul>
      {found.hasNextPage && <div><Button size="small" onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>{t("webhooks.log.more")}</Button></div>}
    </div>
  );
}

function One({ of }: { of: Delivery }) {
  const t = useT();
  const kind = of.kind ?? "";
  return (
    <div>
      <p className={styles.strong}>{isKind(kind) ? t(`webhooks.kind.${kind}`) : t("webhooks.kindOther", { kind })}</p>
      <p className="soft small"><State of={of} /> <Why of={of} /></p>
    </div>
  );
}

function State({ of }: { of: Delivery }) {
  const t = useT();
  const format = useFormat();
  if (of.state === "STATE_ARRIVED") return t("webhooks.state.arrived", { time: format.dayTime(of.lastTryTime ?? "") });
  if (of.state === "STATE_NOT_ARRIVED") return t("webhooks.state.notArrived");
  return of.tries ? t("webhooks.state.again", { time: format.dayTime(of.nextTryTime ?? "") }) : t("webhooks.state.waiting");
}

function Why({ of }: { of: Delivery }) {
  const t = useT();
  if (of.problem === "PROBLEM_ANSWER") return t("webhooks.problem.answer", { status: String(of.status ?? 0) });
  if (of.problem === "PROBLEM_UNREACHABLE") return t("webhooks.problem.unreachable");
  if (of.problem === "PROBLEM_SLOW") return t("webhooks.problem.slow");
  if (of.problem === "PROBLEM_INSIDE") return t("webhooks.problem.inside");
  return null;
}
