/** What was removed where and when. No name stands in it; to be printed and kept. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "@/design/Button";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Lines } from "./ErasePersonPage";
import { erasureQuery } from "./queries";

const over = new Set<string | undefined>(["STATE_DONE", "STATE_CANCELLED"]);

export function ReceiptPage() {
  const t = useT();
  const format = useFormat();
  const { erasureId } = useParams({ from: "/shell/organisatie/wissen/$erasureId" });
  // Until it is over, also while it is about to begin: who said the second yes comes here a moment before.
  const erasure = useQuery({ ...erasureQuery(erasureId), refetchInterval: (query) => (over.has(query.state.data?.state) ? false : 2_000) });
  return (
    <Page
      title={t("erasing.receipt.title")}
      lead={t("erasing.receipt.lead")}
      above={<Link to="/organisatie" search={{ deel: "bewaren" }}>{t("organisation.part.bewaren")}</Link>}
      actions={<Button onPress={() => window.print()}>{t("erasing.receipt.print")}</Button>}
      width="text"
    >
      <QueryView query={erasure}>
        {(of) => (
          <div className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>
            <p>{of.doneTime ? t("erasing.receipt.done", { date: format.date(of.doneTime) }) : t("erasing.list.underWay")}</p>
            <p>{t(`erasing.by.${of.by ?? "BY_UNSPECIFIED"}`)}</p>
            <p className="soft small">{t("erasing.receipt.number", { id: of.id ?? "" })}</p>
            {(of.parts ?? []).map((part) => (
              <div key={part.service}>
                <Lines title={t(`erasing.service.${part.service as "recruitment"}`)} lead={part.time ? t("erasing.receipt.at", { date: format.date(part.time) }) : t("erasing.receipt.later")} of={part.removed} />
                {part.time && (part.removed?.length ?? 0) === 0 && <p>{t("erasing.receipt.nothing")}</p>}
              </div>
            ))}
          </div>
        )}
      </QueryView>
    </Page>
  );
}
