import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";

export function PeoplePage() {
  const t = useT();
  return <Page title={t("people.title")} lead={t("people.lead")} />;
}
