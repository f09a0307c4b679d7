/** My growth page: what I learned, what I enjoy. A tap shares a line with my support worker, or keeps it. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Add } from "@/client/drawings";
import { Kind, Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { CrossMark, Seedling } from "@/pictograms";
import { growthKinds, type GrowthNote, growthQuery, kindDrawing, kindOf, useSayGrowth } from "./growth";
import { networkerQuery } from "./networker";
import { drawingOf } from "./steps";

export function GrowthPage() {
  const t = useT();
  const networker = useQuery(networkerQuery(useMe()));
  const notes = useQuery(growthQuery(networker.data?.id ?? ""));
  const none = networker.data === null;
  return (
    <ClientPage title={t("growth.title")} question={notes.data?.length ? t("growth.lead") : undefined} back="/mijn/over-mij/netwerker">
      {none ? <Kind title={t("growth.none")} text={t("growth.noneText")} picture={Seedling} /> : <Ready of={[networker, notes]}>{() => <Page of={notes.data ?? []} />}</Ready>}
    </ClientPage>
  );
}

function Page({ of }: { of: readonly GrowthNote[] }) {
  const t = useT();
  const share = useTell(
    ({ id, shared }: { id: string; shared: boolean }, requestId) =>
      answer(api.PATCH("/api/v1/growthNotes/{growth_note.id}", { params: { path: { "growth_note.id": id }, query: { requestId, updateMask: "shared" } }, body: { shared } })),
    "growthNotes",
  );
  const add = <Doing href="/mijn/over-mij/netwerker/groei/nieuw/waarover" words={t("growth.new")} picture={Add} tone="leaf" />;
  if (of.length === 0) return <Kind title={t("growth.none")} text={t("growth.noneText")} picture={Seedling}><Doings single>{add}</Doings></Kind>;
  const groups = [...growthKinds, undefined].map((kind) => ({ kind, lines: of.filter((note) => kindOf(note) === kind) })).filter(({ lines }) => lines.length > 0);
  return (
    <>
      {groups.map(({ kind, lines }) => (
        <section key={kind ?? "other"} className={styles.section}>
          <h2>{t(`growth.kind.${kind ?? "KIND_LEARNED"}`)}</h2>
          <Doings>{lines.map((note) => <Line key={note.id} note={note} onShare={(shared) => share.send({ id: note.id ?? "", shared })} busy={share.busy} />)}</Doings>
        </section>
      ))}
      <Doings>
        {add}
        <Doing href="/mijn/over-mij/netwerker/groei/weg" words={t("growth.away")} picture={CrossMark} />
      </Doings>
      <ErrorNote problem={share.problem} onRetry={share.again} />
      {share.waiting && <Waiting />}
    </>
  );
}

function Line({ note, onShare, busy }: { note: GrowthNote; onShare: (shared: boolean) => void; busy: boolean }) {
  const t = useT();
  return (
    <Doing
      on={!!note.shared}
      flag={t(note.shared ? "growth.shared" : "growth.kept")}
      words={useSayGrowth()(note)}
      picture={drawingOf(note.picture, kindDrawing(note))}
      onPress={() => onShare(!note.shared)}
      busy={busy}
    />
  );
}
