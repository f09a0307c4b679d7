/** The log of the organisation: who did what, when, about whom and on what ground. Reading it stands in it too. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { ComboBox } from "@/design/ComboBox";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { Select } from "@/design/Select";
import { Table } from "@/design/Table";
import { TextField } from "@/design/TextField";
import { useLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { OpenBook } from "@/pictograms";
import { saveFile } from "@/app/save-file";
import { ReviewEmergencies } from "../emergency/ReviewEmergencies";
import styles from "./log.module.css";
import { exportLog, logEvents, type LogEvent, type LoggedPerson, type LogLine, logQuery, type LogSearch, peopleQuery } from "./queries";

const anything = "alles";

export function LogPart() {
  const t = useT();
  const [search, setSearch] = useState<LogSearch>({});
  const log = useInfiniteQuery({ ...logQuery(search), placeholderData: keepPreviousData });
  const lines = log.data?.pages.flatMap((page) => page.lines ?? []);
  const missing = log.data?.pages.some((page) => page.missingServices?.length);
  return (
    <>
      <p className="soft">{t("log.lead")}</p>
      <ReviewEmergencies />
      <Filters search={search} onChange={setSearch} />
      {log.isError && !isTurned(search) && <ErrorNote problem={asProblem(log.error)} onRetry={() => void log.refetch()} />}
      {missing && <p role="status">{t("log.missing")}</p>}
      {log.isPending && <LoadingRows />}
      {lines?.length === 0 && <EmptyState title={t("log.empty")} text={t("log.emptyText")} pictogram={OpenBook} />}
      {lines && lines.length > 0 && <Lines of={lines} />}
      {log.hasNextPage && <div><Button onPress={() => void log.fetchNextPage()} isPending={log.isFetchingNextPage}>{t("log.more")}</Button></div>}
    </>
  );
}

/** The last day before the first: said at the field. */
const isTurned = ({ firstDay, lastDay }: LogSearch): boolean => !!firstDay && !!lastDay && lastDay < firstDay;

function Filters({ search, onChange }: { search: LogSearch; onChange: (search: LogSearch) => void }) {
  const t = useT();
  const save = useMutation({
    mutationFn: () => exportLog(search),
    onSuccess: saveFile,
  });
  return (
    <>
      <div className={styles.filters} role="search" aria-label={t("log.search")}>
        <Person value={search.personId ?? null} onChange={(personId) => onChange({ ...search, personId: personId ?? undefined })} />
        <Select
          label={t("log.kind")} value={search.event ?? anything}
          onChange={(event) => onChange({ ...search, event: event === anything ? undefined : (event as LogEvent) })}
          options={[{ value: anything, label: t("log.kindAny") }, ...logEvents.map((event) => ({ value: event as string, label: t(`log.event.${event}`) }))]}
        />
        <TextField type="date" label={t("log.from")} value={search.firstDay ?? ""} onChange={(firstDay) => onChange({ ...search, firstDay: firstDay || undefined })} />
        <TextField type="date" label={t("log.until")} error={isTurned(search) ? t("log.turned") : undefined} value={search.lastDay ?? ""} onChange={(lastDay) => onChange({ ...search, lastDay: lastDay || undefined })} />
      </div>
      <div className="cluster">
        <Button onPress={() => save.mutate()} isPending={save.isPending}>{t("log.save")}</Button>
        {Object.values(search).some(Boolean) && <Button kind="quiet" onPress={() => onChange({})}>{t("log.clear")}</Button>}
      </div>
      {save.isError && <ErrorNote problem={asProblem(save.error)} />}
    </>
  );
}

/** A client, a colleague or a connection, found by typing part of the name. */
function Person({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useT();
  const nl = useLanguage() === "nl";
  const [typed, setTyped] = useState("");
  const found = useQuery(peopleQuery(typed)).data ?? [];
  return (
    <ComboBox
      key={value === null ? "empty" : "chosen"}
      label={t("log.person")} value={value} onChange={onChange} onSearch={setTyped} opensOnFocus={false} optional
      options={found.map((one) => ({ value: one.id ?? "", label: one.name ?? "", description: [nl ? one.functionNl : one.functionEn, one.number].filter(Boolean).join(" · ") }))}
    />
  );
}

function Lines({ of }: { of: LogLine[] }) {
  const t = useT();
  const nl = useLanguage() === "nl";
  const name = (one: LoggedPerson | undefined) => one?.name || (one?.kind === "KIND_SERVICE" ? t("log.itself") : one?.id ? t("log.gone") : "");
  const who = (line: LogLine) =>
    [name(line.who), line.beside && t("log.beside", { name: name(line.beside) }), line.onBehalfOf && line.onBehalfOf.id !== line.who?.id && t("log.behalf", { name: name(line.onBehalfOf) })].filter(Boolean).join(", ");
  return (
    <Table
      caption={t("log.table")} rows={of} rowKey={(line) => `${line.service}-${line.entry?.id}`}
      columns={[
        { id: "time", heading: t("log.time"), cell: (line) => line.entry?.time && <When at={line.entry.time} /> },
        { id: "who", heading: t("log.who"), cell: (line) => <>{who(line)}<span className={styles.role}>{nl ? line.who?.functionNl : line.who?.functionEn}</span></> },
        { id: "what", heading: t("log.what"), cell: (line) => <>{nl ? line.wordsNl : line.wordsEn}{line.entry?.outcome === "OUTCOME_REFUSED" && <strong> {t("log.refused")}</strong>}</> },
        { id: "about", heading: t("log.about"), cell: (line) => name(line.client) },
        { id: "ground", heading: t("log.ground"), cell: (line) => (nl ? line.groundNl : line.groundEn) },
      ]}
    />
  );
}

/** The day on a line of its own, and the clock below it: neither is broken off. */
function When({ at }: { at: string }) {
  const format = useFormat();
  return <><span className={styles.day}>{format.date(at)}</span><span className={styles.day}>{format.time(at)}</span></>;
}
