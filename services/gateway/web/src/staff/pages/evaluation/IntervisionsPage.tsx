/** Intervision: what is planned, what was held, and the way to the lessons. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { Loading } from "@/design/Loading";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { PeopleDialogue } from "@/pictograms";
import { MyAgreements } from "../intervision/MyAgreements";
import { LessonsPage } from "./LessonsPage";
import styles from "./evaluation.module.css";
import { type Intervision, intervisionsQuery } from "./queries";

export function IntervisionsPage() {
  const session = useSession().data;
  if (!session) return <Loading />;
  // What colleagues consult each other about is theirs; what they learned is for the whole organisation (E-07).
  return hasRole(session, "support_worker", "network_lead", "coordinator") ? <Sessions /> : <LessonsPage />;
}

function Sessions() {
  const t = useT();
  const list = useInfiniteQuery({ ...intervisionsQuery, select: (data) => data.pages.flatMap((one) => one.intervisions ?? []) });
  return (
    <Page
      title={t("evaluation.title")}
      lead={t("evaluation.lead")}
      actions={
        <>
          <Link to="/intervisie/nieuw" className={buttonClass("primary")}>{t("evaluation.sessions.plan")}</Link>
          <Link to="/intervisie/lessen" className={buttonClass()}>{t("evaluation.sessions.lessons")}</Link>
          <Link to="/intervisie/manieren" className={buttonClass()}>{t("intervision.methods.go")}</Link>
        </>
      }
    >
      <MyAgreements />
      <QueryView query={list}>{(found) => <Groups of={found} />}</QueryView>
      {list.hasNextPage && (
        <div><Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>{t("common.more")}</Button></div>
      )}
    </Page>
  );
}

function Groups({ of }: { of: Intervision[] }) {
  const t = useT();
  const nameOf = useWorkerNames(of.flatMap((one) => one.organiserIds ?? []));
  // The soonest first for what is to come; what was held stays with the latest first.
  const planned = of.filter((one) => one.state !== "STATE_HELD").reverse();
  const held = of.filter((one) => one.state === "STATE_HELD");
  return (
    <>
      <section className="stack">
        <h2>{t("evaluation.sessions.planned")}</h2>
        {planned.length === 0 ? (
          <EmptyState title={t("evaluation.sessions.none.title")} text={t("evaluation.sessions.none.text")} pictogram={PeopleDialogue} />
        ) : (
          <ul className="grid plain-list" style={{ "--column": "22rem" } as React.CSSProperties}>
            {planned.map((one) => <li key={one.id} className={styles.cell}><Row of={one} nameOf={nameOf} /></li>)}
          </ul>
        )}
      </section>
      {held.length > 0 && (
        <section className="stack">
          <h2>{t("evaluation.sessions.held")}</h2>
          <ul className="grid plain-list" style={{ "--column": "22rem" } as React.CSSProperties}>
            {held.map((one) => <li key={one.id} className={styles.cell}><Row of={one} nameOf={nameOf} /></li>)}
          </ul>
        </section>
      )}
    </>
  );
}

function Row({ of, nameOf }: { of: Intervision; nameOf: (id: string) => string }) {
  const t = useT();
  const format = useFormat();
  const when = useWhen()(of);
  const names = format.list((of.organiserIds ?? []).map((id) => nameOf(id)));
  return (
    <Card level={3} href={`/intervisie/${of.id}`} title={of.openToMe ? of.title : t("intervision.there.name")} note={when}>
      <p className="soft">{t("evaluation.sessions.by", { names })}</p>
      <div className="cluster">
        {of.calledOff && <Chip tone="apricot">{t("intervision.off")}</Chip>}
        {of.seriesId && <Chip tone="sky">{t("intervision.series")}</Chip>}
        {of.openToMe && of.method !== "METHOD_OWN" && <Chip tone={of.state === "STATE_HELD" ? "leaf" : "sky"}>{t(`evaluation.method.${of.method ?? "METHOD_UNSPECIFIED"}`)}</Chip>}
      </div>
    </Card>
  );
}

/** "donderdag 1 december om 14:00" */
export function useWhen(): (of: Intervision) => string {
  const t = useT();
  const format = useFormat();
  return (of) => {
    if (!of.day) return "";
    const day = format.day(of.day);
    return of.clock ? t("evaluation.sessions.at", { day, time: of.clock }) : day;
  };
}
