import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";

export function TodayPage() {
  const t = useT();
  return <Page title={t("today.title")} lead={t("today.lead")} />;
}
