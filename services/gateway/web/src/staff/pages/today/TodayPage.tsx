/** Where a support worker begins: what asks a little attention, why, and what one could do. Quiet when all is well (D-05). */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { hasRole, type Session, useSession } from "@/api/session";
import { buttonClass } from "@/design/button-class";
import { EmptyState } from "@/design/EmptyState";
import { Loading } from "@/design/Loading";
import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";
import { Compass } from "@/pictograms";
import { MyAgreements } from "../intervision/MyAgreements";
import { Start } from "../start/routes";
import { Offer } from "../tour/routes";
import { Talks } from "../talk/Talks";
import { Concerns, TakenConcerns } from "./Concerns";
import { greetingFor } from "./greeting";
import { GoingOn } from "./GoingOn";
import { signalsQuery } from "./queries";
import { Signals } from "./Signals";
import { StandingIn } from "./StandingIn";

// What is seldom there comes after the rest of the page.
const Seldom = lazy(() => import("./Seldom").then((module) => ({ default: module.Seldom })));
const NotRight = lazy(() => import("../mydata/NotRight").then((module) => ({ default: module.NotRight })));

export function TodayPage() {
  const session = useSession().data;
  if (!session) return <Loading />;
  return hasRole(session, "support_worker", "network_lead", "coordinator") ? <Today session={session} /> : <Elsewhere session={session} />;
}

const firstName = (session: Session) => session.name?.split(" ")[0] ?? "";

function Today({ session }: { session: Session }) {
  const t = useT();
  const signals = useQuery(signalsQuery);
  const asks = (signals.data?.length ?? 0) > 0;
  const takesOver = hasRole(session, "network_lead", "coordinator");
  return (
    <Page title={t(greetingFor(new Date()), { name: firstName(session) })} lead={asks ? t("today.lead") : undefined} width="text">
      <Suspense><Start session={session} /></Suspense>
      <StandingIn me={session.person ?? ""} />
      <Concerns />
      <Suspense><Seldom /></Suspense>
      <Suspense><NotRight /></Suspense>
      <Talks me={session.person ?? ""} />
      <Signals query={signals} />
      <MyAgreements />
      <GoingOn />
      {takesOver && <TakenConcerns />}
      <Suspense><Offer /></Suspense>
    </Page>
  );
}

/** Who guides nobody has nothing here: their work is elsewhere. */
function Elsewhere({ session }: { session: Session }) {
  const t = useT();
  const administers = hasRole(session, "organisation_admin");
  const nothing = (
    <EmptyState
      title={administers ? t("today.admin.title") : t("today.elsewhere.title")}
      text={administers ? t("today.admin.text") : t("today.elsewhere.text")}
      pictogram={Compass}
      action={administers && <Link to="/organisatie" className={buttonClass("primary")}>{t("today.admin.go")}</Link>}
    />
  );
  return (
    <Page title={t(greetingFor(new Date()), { name: firstName(session) })} width="text">
      {administers && <Suspense><Seldom /></Suspense>}
      <Suspense><Start session={session} otherwise={nothing} /></Suspense>
      <Suspense><Offer /></Suspense>
    </Page>
  );
}
