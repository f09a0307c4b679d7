/** A person's data in one place: to hand over, to put right, to leave unused, and what they agreed to. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { hasRole, useSession } from "@/api/session";
import { saveFile } from "@/app/save-file";
import { type PersonalExport } from "@/app/personal-data";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { useState } from "react";
import { Corrections } from "./Corrections";
import styles from "./mydata.module.css";
import { askExport, type Client, downloadExport, exportsQuery, type Voice, voices } from "./queries";
import { Unused } from "./Unused";

export function DataPart({ of }: { of: Client }) {
  const t = useT();
  const may = hasRole(useSession().data, "support_worker", "organisation_admin");
  const name = of.givenName ?? "";
  return (
    <>
      <p className="soft">{t("mydata.lead", { name })}</p>
      {may ? <><Everything of={of} /><Corrections of={of} /></> : <p>{t("mydata.notYours")}</p>}
      <Unused of={of} may={may} />
      <section className={styles.group}>
        <h2>{t("mydata.consents")}</h2>
        <p className="soft">{t("mydata.consents.text", { name })}</p>
        <div><Link to="/mensen/$clientId" params={{ clientId: of.id ?? "" }} search={{ deel: "toestemming" }} className={buttonClass("secondary", "small")}>{t("mydata.consents.go")}</Link></div>
      </section>
    </>
  );
}

/** Everything that is kept, from all parts of Optrek. */
function Everything({ of }: { of: Client }) {
  const t = useT();
  const clientId = of.id ?? "";
  const [voice, setVoice] = useState<Voice>("SAID_BY_TOLD");
  const exports = useQuery(exportsQuery(clientId));
  const ask = useChange({ run: (by: Voice, once) => askExport(clientId, by, once), refresh: [["exports", clientId]] });
  return (
    <section className={styles.group}>
      <h2>{t("mydata.export")}</h2>
      <p className="soft">{t("mydata.export.text", { name: of.givenName ?? "" })}</p>
      <QueryView query={exports}>{(all) => <>{all.map((one) => <OneExport key={one.id} of={one} clientId={clientId} />)}</>}</QueryView>
      <RadioCards compact label={t("mydata.whose")} options={voices.map((value) => ({ value, label: t(`mydata.voice.${value}`) }))} value={voice} onChange={setVoice} />
      <ErrorNote problem={ask.problem} />
      <div><Button onPress={() => ask.start(voice)} isPending={ask.isPending}>{t("mydata.export.ask")}</Button></div>
    </section>
  );
}

function OneExport({ of, clientId }: { of: PersonalExport; clientId: string }) {
  const t = useT();
  const format = useFormat();
  const ready = of.state === "STATE_READY";
  const missing = (of.parts ?? []).filter((part) => !part.collected);
  const save = useChange({ run: () => downloadExport(of.id ?? "", t.language), refresh: [], onDone: (file) => saveFile(file) });
  return (
    <div className={styles.one}>
      <div className={styles.heading}>
        <h3>{t("mydata.export.of", { date: format.date(of.askTime ?? "") })}</h3>
        <Chip tone={ready ? "leaf" : undefined}>{t(ready ? "mydata.export.ready" : "mydata.export.collecting")}</Chip>
      </div>
      <p className="soft small">{t(`mydata.voice.${(of.saidBy ?? "SAID_BY_TOLD") as Voice}`)} {ready && t("mydata.export.until", { date: format.date(of.keepUntilTime ?? "") })}</p>
      {ready ? (
        <div className={styles.ways}>
          <Link to="/mensen/$clientId/gegevens/$exportId" params={{ clientId, exportId: of.id ?? "" }} className={buttonClass("secondary", "small")}>{t("mydata.export.read")}</Link>
          <Button size="small" onPress={() => save.start(undefined)} isPending={save.isPending}>{t("mydata.export.save")}</Button>
        </div>
      ) : (
        <p role="status">{t("mydata.export.missing", { parts: format.list(missing.map((part) => t(`mydata.part.${(part.service ?? "recruitment") as "recruitment"}`))) })}</p>
      )}
      <ErrorNote problem={save.problem} />
    </div>
  );
}
