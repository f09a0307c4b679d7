/** How the networks are doing: each figure a sentence, a plot and a table. Groups only; there is no order of best and worst. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { Select } from "@/design/Select";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Seedling, Sunrise } from "@/pictograms";
import { locationsQuery } from "../people/queries";
import { FigurePart } from "./FigurePart";
import styles from "./insight.module.css";
import { type Quarter, quartersQuery } from "./queries";
import { figureNames, idOf, locationsIn, quarterName, silent } from "./words";

export function InsightPage() {
  const t = useT();
  const format = useFormat();
  const quarters = useQuery(quartersQuery);
  const next = quarters.data?.nextDay;
  return (
    <Page title={t("insight.title")} lead={t("insight.lead")}>
      <QueryView
        query={quarters}
        isEmpty={(found) => !found.quarters?.length}
        empty={
          <EmptyState
            title={t("insight.none.title")}
            text={next ? t("insight.none.text", { day: format.date(next) }) : t("insight.none.text.unknown")}
            pictogram={Sunrise}
          />
        }
      >
        {(found) => <Shown quarters={found.quarters ?? []} next={next} />}
      </QueryView>
      <YearLinks />
      <HowMade />
    </Page>
  );
}

function Shown({ quarters, next }: { quarters: Quarter[]; next: string | undefined }) {
  const t = useT();
  const format = useFormat();
  const { kwartaal, plek = "" } = useSearch({ from: "/shell/inzicht" });
  const quarter = quarters.find((one) => idOf(one) === kwartaal) ?? quarters[0];
  const locations = useLocationNames();
  if (!quarter) return null;
  const where = plek ? locations(plek) : t("insight.where.all");
  return (
    <>
      <Choose quarters={quarters} quarter={quarter} nameOf={locations} />
      <h2 className={styles.now}>{where}<span className="soft">{quarterName(t, quarter)}</span></h2>
      {silent(quarter, plek) ? (
        <EmptyState
          title={plek ? t("insight.small.where.title", { location: where }) : t("insight.small.all.title")}
          text={plek ? t("insight.small.where.text") : t("insight.small.all.text")}
          pictogram={Seedling}
        />
      ) : (
        figureNames.map((figure) => <FigurePart key={figure} figure={figure} quarters={quarters} quarter={quarter} where={plek} nameOf={locations} />)
      )}
      {next && <p className="soft no-print">{t("insight.next", { day: format.date(next) })}</p>}
    </>
  );
}

interface ChooseProps {
  quarters: Quarter[];
  quarter: Quarter;
  nameOf: (id: string) => string;
}

function Choose({ quarters, quarter, nameOf }: ChooseProps) {
  const t = useT();
  const navigate = useNavigate({ from: "/inzicht" });
  const { plek = "" } = useSearch({ from: "/shell/inzicht" });
  const go = (change: { kwartaal?: string; plek?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const places = locationsIn(quarters).map((id) => ({ value: id, label: nameOf(id) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div className={`${styles.choose} no-print`}>
      <Select
        label={t("insight.quarter.of")}
        options={quarters.map((one) => ({ value: idOf(one), label: quarterName(t, one) }))}
        value={idOf(quarter)}
        onChange={(kwartaal) => go({ kwartaal })}
      />
      <Select
        label={t("insight.where")}
        options={[{ value: "all", label: t("insight.where.all") }, ...places]}
        value={plek || "all"}
        onChange={(value) => go({ plek: value === "all" ? undefined : value })}
      />
      <Button onPress={() => window.print()}>{t("insight.print")}</Button>
    </div>
  );
}

function useLocationNames(): (id: string) => string {
  const t = useT();
  const all = useQuery(locationsQuery).data;
  return (id) => (all ? (all.find((location) => location.id === id)?.name ?? t("insight.location.gone")) : "…");
}

function YearLinks() {
  const t = useT();
  const now = new Date().getFullYear();
  return (
    <div className="cluster no-print">
      {[now, now - 1].map((year) => (
        <Link key={year} to="/inzicht/jaar/$year" params={{ year: String(year) }} className={buttonClass()}>{t("insight.year.link", { year })}</Link>
      ))}
    </div>
  );
}

function HowMade() {
  const t = useT();
  return (
    <details className={styles.how}>
      <summary>{t("insight.how.title")}</summary>
      <ul>
        {(["once", "few", "steps", "subtract", "not"] as const).map((key) => <li key={key}>{t(`insight.how.${key}`)}</li>)}
      </ul>
    </details>
  );
}
