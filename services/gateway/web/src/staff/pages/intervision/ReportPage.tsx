/** What came of an intervision, to share: without names of anybody, colleagues too (E-01, E-08). Prints. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "@/design/Button";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { inLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { type Intervision, intervisionQuery, lessonsQuery } from "../evaluation/queries";
import styles from "./intervision.module.css";

export function ReportPage() {
  const t = useT();
  const format = useFormat();
  const { intervisionId } = useParams({ from: "/shell/intervisie/$intervisionId/verslag" });
  const found = useQuery(intervisionQuery(intervisionId));
  const of = found.data;
  return (
    <Page
      title={of ? `${t("intervision.report.title")}: ${of.title ?? ""}` : t("intervision.report.title")}
      lead={of?.day && [format.day(of.day), of.used && inLanguage(t.language, of.used, "title")].filter(Boolean).join(" · ")}
      above={<Link className="no-print" to="/intervisie/$intervisionId" params={{ intervisionId }}>{t("intervision.lead.back")}</Link>}
      actions={<Button kind="primary" onPress={() => window.print()}>{t("common.print")}</Button>}
    >
      <p className="soft no-print">{t("intervision.report.note")}</p>
      <QueryView query={found}>{(one) => <Report of={one} />}</QueryView>
    </Page>
  );
}

function Report({ of }: { of: Intervision }) {
  const t = useT();
  const format = useFormat();
  const lessons = useInfiniteQuery({ ...lessonsQuery, select: (data) => data.pages.flatMap((one) => one.lessons ?? []).filter((one) => one.intervisionId === of.id) }).data ?? [];
  return (
    <div className={styles.report}>
      {(of.agenda ?? []).map((item) => (
        <section key={item.id}>
          <h2>{item.safety ? t("evaluation.session.safety") : item.topic}</h2>
          <p className={item.line ? styles.written : "soft"}>{item.line || t("intervision.report.none")}</p>
        </section>
      ))}
      {(of.agreements ?? []).length > 0 && (
        <section>
          <h2>{t("intervision.report.agreements")}</h2>
          <ul>{of.agreements?.map((one) => <li key={one.id}>{[one.what, t("intervision.report.colleague"), one.day && format.day(one.day)].filter(Boolean).join(", ")}</li>)}</ul>
        </section>
      )}
      {lessons.length > 0 && <section><h2>{t("intervision.report.lessons")}</h2><ul>{lessons.map((one) => <li key={one.id}>{one.words}</li>)}</ul></section>}
    </div>
  );
}
