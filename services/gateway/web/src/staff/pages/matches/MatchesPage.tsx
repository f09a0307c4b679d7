import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";

export function MatchesPage() {
  const t = useT();
  return <Page title={t("matches.title")} lead={t("matches.lead")} />;
}
