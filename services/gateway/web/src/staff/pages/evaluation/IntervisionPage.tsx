import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";

export function IntervisionPage() {
  const t = useT();
  return <Page title={t("evaluation.title")} lead={t("evaluation.lead")} />;
}
