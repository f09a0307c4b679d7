import { asProblem } from "@/api/problem";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { ClientPage } from "./ClientPage";

/** What the client's face shows when a page broke. */
export function ClientProblem({ error }: { error: unknown }) {
  const t = useT();
  return (
    <ClientPage title={t("common.error.title")} about="">
      <ErrorNote problem={asProblem(error)} onRetry={() => window.location.reload()} />
    </ClientPage>
  );
}
