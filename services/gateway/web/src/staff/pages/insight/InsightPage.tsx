import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";

export function InsightPage() {
  const t = useT();
  return <Page title={t("insight.title")} lead={t("insight.lead")} />;
}
