import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";

export function ActivitiesPage() {
  const t = useT();
  return <Page title={t("activities.title")} lead={t("activities.lead")} />;
}
