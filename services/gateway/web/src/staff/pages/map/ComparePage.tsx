/** Two dates side by side, and in sentences what is different: never in figures. One below the other on a phone. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { CircleMap } from "@/design/CircleMap";
import { EmptyState } from "@/design/EmptyState";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { Select } from "@/design/Select";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Compass } from "@/pictograms";
import { clientQuery } from "../people/queries";
import styles from "./map.module.css";
import { NotShared } from "./NetworkPart";
import { personOf } from "./people";
import { type Change, comparisonOf, type MapComparison, type MapSnapshot, snapshotsOf } from "./queries";

const now = "nu";

export function ComparePage() {
  const t = useT();
  const { clientId } = useParams({ from: "/shell/mensen/$clientId/kaart/vergelijken" });
  const name = useQuery(clientQuery(clientId)).data?.givenName ?? "…";
  const snapshots = useQuery(snapshotsOf(clientId));
  const notShared = snapshots.isError && asProblem(snapshots.error).code === "MAP_NOT_SHARED";
  return (
    <Page
      title={t("map.compare.title", { name })}
      lead={t("map.compare.lead")}
      above={<Link to="/mensen/$clientId" params={{ clientId }} search={{ deel: "netwerk" }}>{t("people.network.title", { name })}</Link>}
    >
      {notShared ? (
        <NotShared clientId={clientId} name={name} />
      ) : (
        <QueryView query={snapshots} empty={<EmptyState title={t("map.compare.none")} text={t("map.kept.none", { name })} pictogram={Compass} />}>
          {(all) => <Dates clientId={clientId} name={name} all={all} />}
        </QueryView>
      )}
    </Page>
  );
}

function Dates({ clientId, name, all }: { clientId: string; name: string; all: MapSnapshot[] }) {
  const t = useT();
  const date = useFormat().date;
  const { van, tot = now } = useSearch({ from: "/shell/mensen/$clientId/kaart/vergelijken" });
  const navigate = useNavigate({ from: "/mensen/$clientId/kaart/vergelijken" });
  const from = all.find(({ id }) => id === van)?.id ?? all[0]?.id ?? "";
  const go = (search: { van?: string; tot?: string }) => void navigate({ search: { van: from, tot: tot === now ? undefined : tot, ...search }, replace: true, resetScroll: false });
  const options = all.map(({ id = "", takeTime, occasion }) => ({ value: id, label: takeTime ? date(takeTime) : id, description: occasion }));
  const comparison = useQuery(comparisonOf(clientId, from, tot === now ? "" : tot));
  return (
    <>
      <div className={styles.two}>
        <Select label={t("map.compare.from")} value={from} onChange={(id) => go({ van: id })} options={options} />
        <Select label={t("map.compare.to")} value={tot} onChange={(id) => go({ tot: id === now ? undefined : id })} options={[{ value: now, label: t("map.compare.now") }, ...options.filter(({ value }) => value !== from)]} />
      </div>
      <QueryView query={comparison} loading={<LoadingRows />}>{(found) => <Sides found={found} name={name} toNow={tot === now} />}</QueryView>
    </>
  );
}

export const changeKinds = [
  "KIND_NEW", "KIND_GONE", "KIND_CLOSER", "KIND_FURTHER", "KIND_FEELS_DIFFERENT", "KIND_GETS_DIFFERENT", "KIND_GIVES_DIFFERENT", "KIND_HOPES_DIFFERENT", "KIND_MEANS_DIFFERENT",
] as const;
const isKnown = (kind: Change["kind"]): kind is (typeof changeKinds)[number] => changeKinds.some((known) => known === kind);

function Sides({ found, name, toNow }: { found: MapComparison; name: string; toNow: boolean }) {
  const t = useT();
  const date = useFormat().date;
  const changes = (found.changes ?? []).flatMap(({ kind, ...rest }) => (isKnown(kind) ? [{ ...rest, kind }] : []));
  const notes = (id: string | undefined) => changes.filter((change) => change.contactId === id).map(({ kind }) => t(`map.note.${kind}`)).join(", ") || undefined;
  const side = (snapshot: MapSnapshot | undefined, other: MapSnapshot | undefined, title: string, marked: (kind: (typeof changeKinds)[number]) => boolean) => (
    <section>
      <h2>{title}</h2>
      {snapshot?.occasion && <p className="soft">{snapshot.occasion}</p>}
      {snapshot?.living && <p className="small">{snapshot.living}</p>}
      <CircleMap
        owner={name}
        beside={(other?.contacts ?? []).map((contact) => personOf(contact, (category) => t(`people.contact.${category}`)))}
        people={(snapshot?.contacts ?? []).map((contact) => {
          const here = changes.some(({ contactId, kind }) => contactId === contact.id && marked(kind));
          return personOf(contact, (category) => t(`people.contact.${category}`), here ? notes(contact.id) : undefined);
        })}
      />
    </section>
  );
  return (
    <>
      <section className="stack" aria-live="polite">
        <h2>{t("map.compare.changes")}</h2>
        {changes.length === 0 ? <p>{t("map.compare.same")}</p> : <ul className={styles.changes}>{changes.map(({ kind, contactId, name: contact = "" }) => <li key={`${contactId}${kind}`}>{t(`map.change.${kind}`, { contact })}</li>)}</ul>}
      </section>
      <div className={styles.sides}>
        {side(found.from, found.to, found.from?.takeTime ? date(found.from.takeTime) : t("map.compare.from"), (kind) => kind === "KIND_GONE")}
        {side(found.to, found.from, toNow || !found.to?.takeTime ? t("map.compare.now") : date(found.to.takeTime), (kind) => kind !== "KIND_GONE")}
      </div>
    </>
  );
}
