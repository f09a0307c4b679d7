import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";

export function OrganisationPage() {
  const t = useT();
  return <Page title={t("organisation.title")} lead={t("organisation.lead")} />;
}
