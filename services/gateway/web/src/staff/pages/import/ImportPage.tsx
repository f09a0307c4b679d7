/** Bringing in people from another system: choose a file, first see what would happen, then bring it in. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Loading } from "@/design/Loading";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { ChooseFile } from "./ChooseFile";
import styles from "./import.module.css";
import { bringIn, type ChosenFile, importsQuery, type Report } from "./queries";
import { ReportView } from "./ReportView";

export function ImportPage() {
  const t = useT();
  const session = useSession().data;
  const above = <Link to="/organisatie">{t("organisation.title")}</Link>;
  if (!hasRole(session, "coordinator")) return <Page title={t("import.title")} above={above}><EmptyState title={t("import.onlyCoordinator")} /></Page>;
  return <Page title={t("import.title")} lead={t("import.lead")} above={above}><Import /></Page>;
}

function Import() {
  const t = useT();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const look = useChange({ run: (chosen: ChosenFile, once) => bringIn(chosen, true, once), refresh: [], onDone: (told) => setReport(told) });
  const take = useChange({
    run: (chosen: ChosenFile, once) => bringIn(chosen, false, once),
    refresh: [["imports"], ["clients"], ["locations"], ["supportWorkers"]],
    onDone: (told) => {
      setReport(told);
      setFile(null);
      toast(t("import.done"));
    },
  });
  const choose = (chosen: ChosenFile | null) => {
    setFile(chosen);
    setReport(null);
  };
  if (report) {
    return (
      <ShowReport report={report} onBack={() => setReport(null)}>
        {report.dryRun && file && (
          <section className={styles.next}>
            <h2>{t("import.do.title")}</h2>
            <p>{t("import.do.text")}</p>
            <ErrorNote problem={take.problem} />
            <div><Button kind="primary" isPending={take.isPending} onPress={() => take.start(file)}>{t("import.do")}</Button></div>
          </section>
        )}
      </ShowReport>
    );
  }
  return (
    <>
      <ChooseFile file={file} onChoose={choose} />
      {file && (
        <section className={styles.next}>
          <h2>{t("import.look.title")}</h2>
          <p>{t("import.look.text")}</p>
          <ErrorNote problem={look.problem} />
          <div className="cluster">
            <Button kind="primary" isPending={look.isPending} onPress={() => look.start(file)}>{t("import.look")}</Button>
            {look.isPending && <Loading label={t("import.looking")} />}
          </div>
        </section>
      )}
      <Earlier onOpen={setReport} />
    </>
  );
}

/** A report takes the place of the file; the reader is brought to its heading. */
function ShowReport({ report, onBack, children }: { report: Report; onBack: () => void; children: React.ReactNode }) {
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [report]);
  return (
    <>
      <div><Button kind="quiet" onPress={onBack}>{t("import.earlier.back")}</Button></div>
      <h2 ref={heading} tabIndex={-1} className={styles.reportTitle}>{t(report.dryRun ? "import.report.dry" : "import.report.done")}</h2>
      <ReportView report={report} next={children} />
    </>
  );
}

function Earlier({ onOpen }: { onOpen: (report: Report) => void }) {
  const t = useT();
  const format = useFormat();
  const imports = useQuery(importsQuery);
  return (
    <section className="stack">
      <h2>{t("import.earlier.title")}</h2>
      <QueryView query={imports} empty={<p className="soft">{t("import.earlier.none")}</p>}>
        {(all) => (
          <ul className="grid plain-list">
            {all.map((report) => (
              <li key={report.id}>
                <Card
                  level={3}
                  title={report.fileName}
                  note={report.createTime && format.dayTime(report.createTime)}
                  actions={<Button size="small" onPress={() => onOpen(report)}>{t("import.earlier.open")}</Button>}
                >
                  <p>{t.count("import.rows", report.rowsRead ?? 0)}</p>
                </Card>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  );
}
