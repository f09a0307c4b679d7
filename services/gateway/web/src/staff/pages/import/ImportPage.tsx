import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";

export function ImportPage() {
  const t = useT();
  return <Page title={t("import.title")} lead={t("import.lead")} />;
}
