/** What was looked for is not there: said plainly, with the way on. */
import { Page } from "@/design/Page";
import { buttonClass } from "@/design/button-class";
import { useT } from "@/i18n/staff";

export function NotFound() {
  const t = useT();
  return (
    <Page title={t("shell.notFound.title")} lead={t("shell.notFound.text")}>
      <p><a href="/" className={buttonClass("primary")}>{t("shell.today")}</a></p>
    </Page>
  );
}
