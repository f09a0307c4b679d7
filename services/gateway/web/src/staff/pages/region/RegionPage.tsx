/** Together with other organisations: their wishes without a person, ours that they see, the questions between us, and who takes part. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { hasRole, useSession } from "@/api/session";
import { type Region, regionQuery, requestsQuery } from "@/app/region";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { Tabs } from "@/design/Tabs";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Houses } from "@/pictograms";
import { OwnPart } from "./OwnPart";
import { RequestsPart } from "./RequestsPart";
import { Join, TogetherPart } from "./TogetherPart";
import { type RegionPart, regionParts, waitingFor } from "./words";
import { WishesPart } from "./WishesPart";

export function RegionPage() {
  const t = useT();
  const region = useQuery(regionQuery);
  const guides = useGuides();
  const above = guides && <Link to="/koppelingen">{t("region.above")}</Link>;
  const name = region.data?.name ?? "";
  return (
    <Page title={name ? t("region.titleOf", { name }) : t("region.title")} lead={t("region.lead")} above={above}>
      {region.isError && <ErrorNote problem={asProblem(region.error)} onRetry={() => void region.refetch()} />}
      {region.isPending && <LoadingRows />}
      {region.data && <Whole region={region.data} />}
    </Page>
  );
}

const useGuides = () => hasRole(useSession().data, "support_worker", "network_lead", "coordinator");

function Whole({ region }: { region: Region }) {
  const t = useT();
  const guides = useGuides();
  if (!region.name) return <EmptyState title={t("region.none.title")} text={t("region.none.text")} pictogram={Houses} />;
  // Who coordinates the region reads who takes part; wishes and people are of the organisations.
  if (!guides) return <TogetherPart region={region} />;
  if (!region.takingPart) return <Join region={region} />;
  return <><WaitsForUs /><Parts region={region} /></>;
}

/** What waits for a yes or no of this organisation stands before everything else. */
function WaitsForUs() {
  const t = useT();
  const format = useFormat();
  const waiting = (useQuery(requestsQuery()).data ?? []).filter((one) => waitingFor(one) === "us");
  const first = waiting[0];
  if (!first) return null;
  const names = format.list([...new Set(waiting.map((one) => one.other?.name ?? ""))]);
  return (
    <Card
      tone="apricot"
      title={t("region.waits.title", { names })}
      actions={
        waiting.length === 1
          ? <Link to="/regio/vragen/$requestId" params={{ requestId: first.id ?? "" }} className={buttonClass("primary")}>{t("region.waits.look")}</Link>
          : <Link to="/regio" search={{ deel: "vragen" }} className={buttonClass("primary")}>{t("region.waits.all")}</Link>
      }
    >
      <p>{t("region.waits.text")}</p>
    </Card>
  );
}

function Parts({ region }: { region: Region }) {
  const t = useT();
  const { deel = "wensen" } = useSearch({ from: "/shell/regio" });
  const navigate = useNavigate({ from: "/regio" });
  const content: Record<RegionPart, React.ReactNode> = {
    wensen: <WishesPart />,
    vragen: <RequestsPart />,
    onze: <OwnPart />,
    samen: <TogetherPart region={region} />,
  };
  return (
    <Tabs
      label={t("region.part")}
      selected={deel}
      onSelect={(part) => void navigate({ search: { deel: part as RegionPart }, replace: true, resetScroll: false })}
      tabs={regionParts.map((part) => ({
        id: part,
        label: t(`region.part.${part}`),
        content: <div className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>{content[part]}</div>,
      }))}
    />
  );
}
