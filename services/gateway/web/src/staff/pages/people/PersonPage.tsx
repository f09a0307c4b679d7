/** One person: their story first, then who they are, whom they know, and what they agreed to. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { hasRole, useSession } from "@/api/session";
import { buttonClass } from "@/design/button-class";
import { Chip } from "@/design/Chip";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { Tabs } from "@/design/Tabs";
import { useT } from "@/i18n/staff";
import { EraseLink, ErasureNote } from "../erasing/EraseLink";
import { EmergencyNote, useReadsAlong } from "../emergency/EmergencyNote";
import { LeavingNote, ProposeLeaving } from "../leaving/LeavingNote";
import { networkersOf } from "../networkers/queries";
import { AboutPart } from "./AboutPart";
import { ConsentPart } from "./ConsentPart";
import { PersonQuestions } from "../questionnaires/PersonQuestions";
import { GuidancePart } from "./GuidancePart";
import { MatchesPart } from "./MatchesPart";
import { type Part, parts } from "./parts";
import { type Client, clientQuery, fullName, locationsQuery } from "./queries";
import { StepsPart } from "./StepsPart";
import { StoryPart } from "./StoryPart";
import { UnusedNote } from "../mydata/UnusedNote";
import { TellingPart } from "./TellingPart";

// The map is drawn when somebody looks at it.
const NetworkPart = lazy(() => import("../map/NetworkPart").then((module) => ({ default: module.NetworkPart })));

const DataPart = lazy(() => import("../mydata/DataPart").then((module) => ({ default: module.DataPart })));

export function PersonPage() {
  const t = useT();
  const { clientId } = useParams({ from: "/shell/mensen/$clientId" });
  const client = useQuery(clientQuery(clientId));
  const along = useReadsAlong(clientId);
  return (
    <Page
      title={client.data ? fullName(client.data) : t("people.title")}
      lead={client.data && <Facts of={client.data} />}
      above={<Link to="/mensen">{t("people.title")}</Link>}
      actions={
        client.data && along === false && (
          <>
            <NetworkerLink clientId={clientId} />
            <LoginCardLink clientId={clientId} />
            <Link to="/overlegkaart" search={{ persoon: clientId }} className={buttonClass("quiet")}>{t("people.person.card")}</Link>
          </>
        )
      }
    >
      <QueryView query={client}>
        {(found) => {
          if (along === undefined) return <LoadingRows />;
          if (along) return <><EmergencyNote of={along} /><Parts of={found} along /></>;
          return <><ErasureNote of={found} /><LeavingNote of={found} />{found.restricted && <UnusedNote of={found} />}<Parts of={found} /></>;
        }}
      </QueryView>
    </Page>
  );
}

function Facts({ of }: { of: Client }) {
  const t = useT();
  const locations = useQuery(locationsQuery).data ?? [];
  const place = locations.find((location) => location.id === of.locationId);
  const facts = [
    place ? [place.name, place.town].filter(Boolean).join(", ") : t("people.location.none"),
    of.birthYear ? t("people.person.born", { year: of.birthYear }) : "",
    of.number ? t("people.person.number", { number: of.number }) : "",
  ].filter(Boolean);
  return (
    <span className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
      {facts.map((fact) => <Chip key={fact}>{fact}</Chip>)}
    </span>
  );
}

/** To the card with which they sign in, for who makes one. */
function LoginCardLink({ clientId }: { clientId: string }) {
  const t = useT();
  if (!hasRole(useSession().data, "support_worker", "network_lead")) return null;
  return <Link to="/mensen/$clientId/kaart" params={{ clientId }} className={buttonClass("quiet")}>{t("people.person.loginCard")}</Link>;
}

/** "Could be a networker": noting it, or the road somebody is on already. */
function NetworkerLink({ clientId }: { clientId: string }) {
  const t = useT();
  const roads = useQuery(networkersOf(clientId));
  if (!roads.data) return null;
  const road = roads.data.find((networker) => networker.state !== "STATE_STOPPED");
  return road ? (
    <Link to="/netwerkers/$networkerId" params={{ networkerId: road.id ?? "" }} className={buttonClass()}>{t("people.person.road")}</Link>
  ) : (
    <Link to="/netwerkers/nieuw" search={{ client: clientId }} className={buttonClass()}>{t("people.person.suggest")}</Link>
  );
}

/** What helps somebody now, and as far as emergency access reaches. */
const partsAlong: readonly Part[] = ["over", "netwerk", "koppelingen"];

function Parts({ of, along = false }: { of: Client; along?: boolean }) {
  const t = useT();
  const shown = along ? partsAlong : parts;
  const { deel = shown[0], terug } = useSearch({ from: "/shell/mensen/$clientId" });
  const navigate = useNavigate({ from: "/mensen/$clientId" });
  const name = of.givenName ?? "";
  const content: Record<Part, React.ReactNode> = {
    verhaal: <><StoryPart of={of} /><TellsLink of={of} /><StepsPart of={of} /></>,
    over: <AboutPart of={of} along={along} />,
    netwerk: <><Suspense fallback={<LoadingRows />}><NetworkPart of={of} /></Suspense>{!along && <TellingPart of={of} />}</>,
    koppelingen: <MatchesPart of={of} />,
    toestemming: <ConsentPart of={of} />,
    gegevens: <Suspense fallback={<LoadingRows />}><DataPart of={of} /></Suspense>,
    begeleiding: <><GuidancePart of={of} back={terug} /><PersonQuestions clientId={of.id ?? ""} name={name} /><ProposeLeaving of={of} /><EraseLink of={of} /></>,
  };
  return (
    <Tabs
      label={t("people.part.label")}
      selected={shown.find((part) => part === deel) ?? shown[0] ?? "over"}
      onSelect={(part) => void navigate({ search: { deel: part as Part, terug }, replace: true, resetScroll: false })}
      tabs={shown.map((part) => ({
        id: part,
        label: part === "over" ? t("people.part.over", { name }) : t(`people.part.${part}`),
        content: <div className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>{content[part]}</div>,
      }))}
    />
  );
}

/** To what this person tells, and who may read it. */
function TellsLink({ of }: { of: Client }) {
  const t = useT();
  return <p><Link to="/mensen/$clientId/verhalen" params={{ clientId: of.id ?? "" }}>{t("people.story.tells", { name: of.givenName ?? "" })}</Link></p>;
}
