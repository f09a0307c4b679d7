/** What a route shows when its page could not load or broke: what happened, and a way on. */
import { asProblem } from "@/api/problem";
import { useCommonT } from "@/i18n/common";
import { ErrorNote } from "./ErrorNote";
import { Page } from "./Page";

export function PageProblem({ error, reset }: { error: unknown; reset?: () => void }) {
  const t = useCommonT();
  return (
    <Page title={t("common.error.page")} width="text">
      <ErrorNote problem={asProblem(error)} onRetry={reset ?? (() => window.location.reload())} />
    </Page>
  );
}
