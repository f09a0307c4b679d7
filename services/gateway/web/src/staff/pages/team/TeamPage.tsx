/** The team: what colleagues like to be asked about, who is there, and the locations. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { Initials } from "@/design/Initials";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { matches } from "@/design/search";
import { Tabs } from "@/design/Tabs";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { HouseWithGarden, WavingHand } from "@/pictograms";
import type { TeamPart } from "./parts";
import { Presence } from "./Presence";
import { type Location, locationsQuery, type Qualities, qualitiesQuery, type SupportWorker, supportWorkersQuery } from "./queries";
import styles from "./team.module.css";

export function TeamPage() {
  const t = useT();
  const { deel = "kwaliteiten" } = useSearch({ from: "/shell/team" });
  const navigate = useNavigate({ from: "/team" });
  const content: Record<TeamPart, React.ReactNode> = { kwaliteiten: <QualitiesPart />, collegas: <ColleaguesPart />, locaties: <LocationsPart /> };
  return (
    <Page title={t("team.title")} lead={t("team.lead")} actions={<Link to="/verhalen" className={buttonClass()}>{t("team.stories")}</Link>}>
      <Tabs
        label={t("team.part")}
        selected={deel}
        onSelect={(part) => void navigate({ search: (before) => ({ ...before, deel: part as TeamPart }), replace: true, resetScroll: false })}
        tabs={(Object.keys(content) as TeamPart[]).map((part) => ({
          id: part,
          label: t(`team.part.${part}`),
          content: <div className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>{content[part]}</div>,
        }))}
      />
    </Page>
  );
}

function QualitiesPart() {
  const t = useT();
  const { zoek = "" } = useSearch({ from: "/shell/team" });
  const navigate = useNavigate({ from: "/team" });
  const found = useQuery(qualitiesQuery(zoek));
  return (
    <>
      <p className="soft">{t("team.qualities.lead")}</p>
      <div className={styles.heading}>
        <div className={styles.search} role="search">
          <TextField
            type="search"
            label={t("team.qualities.search")}
            value={zoek}
            onChange={(typed) => void navigate({ search: (before) => ({ ...before, zoek: typed.slice(0, 100) || undefined }), replace: true, resetScroll: false })}
            autoComplete="off"
          />
        </div>
        <Link to="/mijn-pagina" search={{ deel: "kwaliteiten" }} className={buttonClass("secondary")}>{t("team.qualities.mine")}</Link>
      </div>
      <QueryView
        query={found}
        empty={zoek ? <p role="status">{t("team.qualities.notFound")}</p> : <EmptyState title={t("team.qualities.empty.title")} text={t("team.qualities.empty.text")} pictogram={WavingHand} />}
      >
        {(all) => <QualityCards of={all} />}
      </QueryView>
    </>
  );
}

function QualityCards({ of }: { of: Qualities[] }) {
  const t = useT();
  const nameOf = useWorkerNames(of.map((one) => one.supportWorkerId));
  return (
    <ul className="grid plain-list">
      {of.map(({ supportWorkerId: id, qualities = [], passions = [], askMe }) => (
        <li key={id}>
          <Card title={nameOf(id)} mark={<Initials name={nameOf(id)} />}>
            {qualities.length > 0 && <Words label={t("team.qualities.qualities")} words={qualities} tone="leaf" />}
            {passions.length > 0 && <Words label={t("team.qualities.passions")} words={passions} tone="lilac" />}
            {askMe && <p>{askMe}</p>}
          </Card>
        </li>
      ))}
    </ul>
  );
}

function Words({ label, words, tone }: { label: string; words: string[]; tone: "leaf" | "lilac" }) {
  return (
    <div>
      <p className="soft small">{label}</p>
      <ul className={`plain-list ${styles.words}`}>{words.map((word) => <li key={word}><Chip tone={tone}>{word}</Chip></li>)}</ul>
    </div>
  );
}

function ColleaguesPart() {
  const t = useT();
  const workers = useQuery(supportWorkersQuery);
  const [typed, setTyped] = useState("");
  return (
    <QueryView query={workers} empty={<EmptyState title={t("organisation.colleagues.empty.title")} pictogram={WavingHand} />}>
      {(all) => {
        const found = all.filter((worker) => matches(worker.name ?? "", typed));
        return (
          <>
            <div className={styles.search} role="search">
              <TextField type="search" label={t("organisation.colleagues.search")} value={typed} onChange={setTyped} autoComplete="off" />
            </div>
            {found.length === 0 ? <p role="status">{t("organisation.colleagues.none")}</p> : (
              <ul className="grid plain-list">{found.map((worker) => <li key={worker.id}><Colleague of={worker} /></li>)}</ul>
            )}
          </>
        );
      }}
    </QueryView>
  );
}

function Colleague({ of }: { of: SupportWorker }) {
  return (
    <Card title={of.name} href={`/team/${of.id}`} mark={<Initials name={of.name ?? ""} />} note={of.email}>
      {(of.away || of.left) && <div className="cluster"><Presence of={of} /></div>}
    </Card>
  );
}

function LocationsPart() {
  const t = useT();
  const locations = useQuery(locationsQuery);
  return (
    <>
      <p className="soft">{t("team.locations.lead")}</p>
      <QueryView query={locations} empty={<EmptyState title={t("organisation.locations.empty.title")} text={t("organisation.locations.empty.text")} pictogram={HouseWithGarden} />}>
        {(all) => <Places of={all} />}
      </QueryView>
    </>
  );
}

function Places({ of }: { of: Location[] }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useWorkerNames(of.flatMap((location) => location.networkLeadIds ?? []));
  return (
    <ul className="grid plain-list">
      {of.map((location) => (
        <li key={location.id}>
          <Card title={location.name} note={location.town} href={`/team/locatie/${location.id}`}>
            {location.networkLeadIds?.length ? (
              <p>{t("team.locations.leads", { names: format.list(location.networkLeadIds.map((id) => nameOf(id))) })}</p>
            ) : (
              <div className="cluster"><Chip tone="apricot">{t("organisation.locations.leadsMissing")}</Chip></div>
            )}
          </Card>
        </li>
      ))}
    </ul>
  );
}
