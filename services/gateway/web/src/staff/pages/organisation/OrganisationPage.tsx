/** The organisation: its locations, its colleagues, and bringing in people from another system. */
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { hasRole, useSession } from "@/api/session";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { Tabs } from "@/design/Tabs";
import { useT } from "@/i18n/staff";
import { LoadingRows } from "@/design/Loading";
import { SettingsPart } from "../content/SettingsPart";
import { TextsPart } from "../content/TextsPart";
import { QuestionnairesPart } from "../questionnaires/QuestionnairesPart";
import { ColleaguesPart } from "./ColleaguesPart";
import { LocationsPart } from "./LocationsPart";
import type { OrganisationPart } from "./parts";

const RulesPart = lazy(() => import("../signals/RulesPart").then((module) => ({ default: module.RulesPart })));
const LookBackPart = lazy(() => import("../lookback/LookBackPart").then((module) => ({ default: module.LookBackPart })));
const ConcernRoute = lazy(() => import("../concerns/RoutePart").then((module) => ({ default: module.RoutePart })));
const MapOffersCard = lazy(() => import("../map/MapOffersCard").then((module) => ({ default: module.MapOffersCard })));

const KindsPart = lazy(() => import("../activities/KindsPart").then((module) => ({ default: module.KindsPart })));

export function OrganisationPage() {
  const t = useT();
  const session = useSession().data;
  const { deel = "locaties" } = useSearch({ from: "/shell/organisatie" });
  const navigate = useNavigate({ from: "/organisatie" });
  const leads = hasRole(session, "coordinator", "organisation_admin");
  if (!leads && !hasRole(session, "network_lead")) return <Page title={t("organisation.title")}><EmptyState title={t("organisation.notYours")} /></Page>;
  const content: Partial<Record<OrganisationPart, React.ReactNode>> = {
    ...(leads && { locaties: <LocationsPart />, collegas: <ColleaguesPart /> }),
    netwerkkaart: <Suspense fallback={<LoadingRows />}><MapOffersCard /></Suspense>,
    ...(hasRole(session, "coordinator") && { overnemen: <TakeOver /> }),
    ...(leads && { teksten: <TextsPart />, tussenstand: <Suspense fallback={<LoadingRows />}><LookBackPart /></Suspense>, vragenlijsten: <QuestionnairesPart /> }),
    ...(leads && { soorten: <Suspense fallback={<LoadingRows />}><KindsPart /></Suspense>, instellingen: <SettingsPart /> }),
    ...(hasRole(session, "coordinator", "network_lead") && { seintjes: <Suspense fallback={<LoadingRows />}><RulesPart /></Suspense> }),
    ...(leads && { zorgen: <Suspense fallback={<LoadingRows />}><ConcernRoute /></Suspense> }),
  };
  return (
    <Page title={t("organisation.title")} lead={t("organisation.lead")}>
      <Tabs
        label={t("organisation.part")}
        selected={content[deel] ? deel : leads ? "locaties" : "netwerkkaart"}
        onSelect={(part) => void navigate({ search: { deel: part as OrganisationPart }, replace: true, resetScroll: false })}
        tabs={(Object.keys(content) as OrganisationPart[]).map((part) => ({
          id: part,
          label: t(`organisation.part.${part}`),
          content: <div className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>{content[part]}</div>,
        }))}
      />
    </Page>
  );
}

function TakeOver() {
  const t = useT();
  return (
    <Card title={t("organisation.takeOver.title")} actions={<Link to="/overnemen" className={buttonClass("primary")}>{t("organisation.takeOver.go")}</Link>}>
      <p>{t("organisation.takeOver.text")}</p>
    </Card>
  );
}
