import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";

export function NotFound() {
  const t = useT();
  return <Page title={t("shell.notFound.title")} lead={t("shell.notFound.text")} />;
}
