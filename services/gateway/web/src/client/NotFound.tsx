import { useT } from "@/i18n/client";
import { ClientPage } from "./ClientPage";

export function NotFound() {
  const t = useT();
  return <ClientPage title={t("client.notFound.title")} question={t("client.notFound.text")} about="" />;
}
