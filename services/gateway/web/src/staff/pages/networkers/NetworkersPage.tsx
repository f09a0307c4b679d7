import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";

export function NetworkersPage() {
  const t = useT();
  return <Page title={t("networkers.title")} lead={t("networkers.lead")} />;
}
