/** One file on its way in: what it holds and would do, how far it is, what it did, and the way back. Closing the page stops nothing. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { type Change, useChange } from "@/staff/change";
import { Columns, isMapped } from "./Columns";
import styles from "./import.module.css";
import { Kept } from "./Kept";
import { Progress } from "./Progress";
import { discard, type Import, importQuery, isUnderWay, people, start, stop, undo } from "./queries";
import { ReportView } from "./ReportView";
import { StateChip } from "./StateChip";

export function OneImportPage() {
  const t = useT();
  const { importId } = useParams({ from: "/shell/overnemen/$importId" });
  const query = useQuery(importQuery(importId));
  const above = <Link to="/overnemen">{t("import.title")}</Link>;
  return (
    <Page title={query.data?.fileName || t("import.title")} above={above}>
      <QueryView query={query}>{(one) => <OneImport one={one} />}</QueryView>
    </Page>
  );
}

/** The steps one can take, each with its own intention. */
function useSteps(one: Import) {
  const t = useT();
  const navigate = useNavigate();
  const refresh = [["imports"]];
  return {
    start: useChange({ run: start, refresh }),
    stop: useChange({ run: stop, refresh: [...refresh, ...people] }),
    undo: useChange({ run: undo, refresh }),
    discard: useChange({
      run: discard,
      refresh: [["imports", "list"]],
      onDone: async () => {
        toast(t("import.discarded"));
        await navigate({ to: "/overnemen" });
      },
    }),
    one,
  };
}

type Steps = ReturnType<typeof useSteps>;

function OneImport({ one }: { one: Import }) {
  const steps = useSteps(one);
  const underWay = isUnderWay(one.state);
  useReadAgain(underWay);
  return (
    <>
      <p className="cluster"><StateChip state={one.state} /></p>
      {underWay ? <Running one={one} steps={steps} /> : <StandsStill one={one} steps={steps} />}
    </>
  );
}

/** When it has come to an end, what the other pages show of people is read again, and it is said. */
function useReadAgain(underWay: boolean) {
  const queries = useQueryClient();
  const t = useT();
  const was = useRef(underWay);
  useEffect(() => {
    if (was.current && !underWay) {
      people.forEach((queryKey) => void queries.invalidateQueries({ queryKey }));
      toast(t("import.finished"));
    }
    was.current = underWay;
  }, [underWay, queries, t]);
}

function Running({ one, steps }: { one: Import; steps: Steps }) {
  const t = useT();
  const undoing = one.state === "STATE_UNDOING";
  return (
    <section className={styles.next}>
      <h2>{t(undoing ? "import.undoing.title" : "import.running.title")}</h2>
      <p>{t(undoing ? "import.undoing.text" : "import.running.text")}</p>
      <Progress done={one.rowsHandled ?? 0} total={one.rowsTotal ?? 0} />
      <ErrorNote problem={steps.stop.problem} />
      {!undoing && <Step change={steps.stop} one={one} label={t("import.stop")} />}
    </section>
  );
}

function Step({ change, one, label, kind = "secondary", disabled = false }: {
  change: Change<Import>; one: Import; label: string; kind?: "primary" | "secondary" | "quiet"; disabled?: boolean;
}) {
  return <div><Button kind={kind} isDisabled={disabled} isPending={change.isPending} onPress={() => change.start(one)}>{label}</Button></div>;
}

function StandsStill({ one, steps }: { one: Import; steps: Steps }) {
  const t = useT();
  // Before it is known who is who, there is nothing to tell of what would happen.
  if (one.state === "STATE_PREPARED" && !isMapped(one)) return <><Columns one={one} /><Next one={one} steps={steps} /></>;
  return (
    <>
      {one.state === "STATE_PREPARED" && <Columns one={one} />}
      <h2 className={styles.reportTitle}>{t(one.state === "STATE_PREPARED" ? "import.report.dry" : "import.report.done")}</h2>
      {one.state === "STATE_UNDONE" && <Kept ids={one.keptClientIds ?? []} />}
      <ReportView report={one} next={<Next one={one} steps={steps} />} />
    </>
  );
}

function Next({ one, steps }: { one: Import; steps: Steps }) {
  const t = useT();
  switch (one.state) {
    case "STATE_PREPARED":
      return (
        <section className={styles.next}>
          <h3>{t("import.do.title")}</h3>
          <p>{isMapped(one) ? t("import.do.text") : t("import.do.mapFirst")}</p>
          <ErrorNote problem={steps.start.problem ?? steps.discard.problem} />
          <div className="cluster">
            <Step change={steps.start} one={one} label={t("import.do")} kind="primary" disabled={!isMapped(one)} />
            <Step change={steps.discard} one={one} label={t("import.discard")} kind="quiet" />
          </div>
        </section>
      );
    case "STATE_STOPPED":
      return (
        <section className={styles.next}>
          <h3>{t("import.stopped.title")}</h3>
          <p>{t("import.stopped.text")}</p>
          <Progress done={one.rowsHandled ?? 0} total={one.rowsTotal ?? 0} />
          <ErrorNote problem={steps.start.problem ?? steps.undo.problem} />
          <div className="cluster">
            <Step change={steps.start} one={one} label={t("import.goOn")} kind="primary" />
            <Step change={steps.undo} one={one} label={t("import.undo")} />
          </div>
        </section>
      );
    case "STATE_DONE":
      return <TakeBack one={one} steps={steps} />;
    default:
      return null;
  }
}

function TakeBack({ one, steps }: { one: Import; steps: Steps }) {
  const t = useT();
  const format = useFormat();
  const until = one.undoUntilTime;
  if (!until || new Date(until) < new Date()) return <p className="soft">{t("import.undo.tooLate")}</p>;
  return (
    <section className={styles.next}>
      <h3>{t("import.undo.title")}</h3>
      <p>{t("import.undo.text", { day: format.date(until) })}</p>
      <ErrorNote problem={steps.undo.problem} />
      <Step change={steps.undo} one={one} label={t("import.undo")} />
    </section>
  );
}
