/** Bringing in people from another system: choose a file, and see what came in before. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Loading } from "@/design/Loading";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { ChooseFile } from "./ChooseFile";
import styles from "./import.module.css";
import { type ChosenFile, importsQuery, prepare } from "./queries";
import { StateChip } from "./StateChip";

export function ImportPage() {
  const t = useT();
  const session = useSession().data;
  const above = <Link to="/organisatie">{t("organisation.title")}</Link>;
  if (!hasRole(session, "coordinator")) return <Page title={t("import.title")} above={above}><EmptyState title={t("import.onlyCoordinator")} /></Page>;
  return (
    <Page title={t("import.title")} lead={t("import.lead")} above={above}>
      <NewFile />
      <Earlier />
    </Page>
  );
}

function NewFile() {
  const t = useT();
  const navigate = useNavigate();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const look = useChange({
    run: (chosen: ChosenFile, once) => prepare(chosen, once),
    refresh: [["imports", "list"]],
    onDone: (prepared) => navigate({ to: "/overnemen/$importId", params: { importId: prepared.id ?? "" } }),
  });
  return (
    <>
      <ChooseFile file={file} onChoose={setFile} />
      {file && (
        <section className={styles.next}>
          <h2>{t("import.look.title")}</h2>
          <p>{t("import.look.text")}</p>
          <ErrorNote problem={look.problem} labels={{ content: t("import.file.label") }} />
          <div className="cluster">
            <Button kind="primary" isPending={look.isPending} onPress={() => look.start(file)}>{t("import.look")}</Button>
            {look.isPending && <Loading label={t("import.looking")} />}
          </div>
        </section>
      )}
    </>
  );
}

function Earlier() {
  const t = useT();
  const format = useFormat();
  const imports = useQuery(importsQuery);
  return (
    <section className="stack">
      <h2>{t("import.earlier.title")}</h2>
      <QueryView query={imports} empty={<p className="soft">{t("import.earlier.none")}</p>}>
        {(all) => (
          <ul className="grid plain-list">
            {all.map((one) => (
              <li key={one.id}>
                <Card level={3} title={one.fileName || t("import.file.label")} href={`/overnemen/${one.id}`} note={one.createTime && format.dayTime(one.createTime)}>
                  <p className="cluster"><StateChip state={one.state} /> <span>{t.count("import.rows", one.rowsRead ?? 0)}</span></p>
                </Card>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  );
}
