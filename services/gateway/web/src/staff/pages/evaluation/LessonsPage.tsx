/** The library of lessons: what support workers learned, without names, for everybody in the organisation; and what the region shares (E-07). */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { Select } from "@/design/Select";
import { Tabs } from "@/design/Tabs";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { LightBulb } from "@/pictograms";
import { FromRegion, OwnLesson } from "../intervision/LessonCards";
import styles from "../intervision/intervision.module.css";
import { type KnownTheme, type LessonSearch, lessonsOf, regionLessonsOf, themes } from "../intervision/queries";
import { AddLesson } from "./Lessons";

export function LessonsPage() {
  const t = useT();
  const session = useSession().data;
  const guides = hasRole(session, "support_worker", "network_lead", "coordinator");
  const inRegion = !!session?.organisation?.region;
  const [search, setSearch] = useState<LessonSearch>({ query: "", theme: "" });
  const own = <Own search={search} guides={guides} inRegion={inRegion} />;
  const print = <Button kind="quiet" onPress={() => window.print()}>{t("common.print")}</Button>;
  return (
    <Page
      title={t("evaluation.lessons.title")}
      lead={t("evaluation.lessons.lead")}
      above={guides && <Link to="/intervisie">{t("evaluation.title")}</Link>}
      width="text"
    >
      {guides ? <AddLesson beside={print} /> : <div className="no-print">{print}</div>}
      <Find search={search} onChange={setSearch} />
      {inRegion ? (
        <Tabs
          label={t("intervision.lessons.part")}
          tabs={[
            { id: "own", label: t("intervision.lessons.own"), content: own },
            { id: "region", label: t("intervision.lessons.region"), content: <Region search={search} /> },
          ]}
        />
      ) : own}
    </Page>
  );
}

function Find({ search, onChange }: { search: LessonSearch; onChange: (search: LessonSearch) => void }) {
  const t = useT();
  return (
    <div className={`${styles.find} no-print`}>
      <TextField type="search" label={t("evaluation.lessons.find")} value={search.query} onChange={(query) => onChange({ ...search, query })} />
      <Select
        label={t("intervision.lessons.theme")}
        options={[{ value: "all", label: t("intervision.lessons.theme.all") }, ...themes.map((theme) => ({ value: theme, label: t(`intervision.theme.${theme}`) }))]}
        value={search.theme || "all"}
        onChange={(theme) => onChange({ ...search, theme: theme === "all" ? "" : (theme as KnownTheme) })}
      />
    </div>
  );
}

const isSearch = (search: LessonSearch) => search.query.trim() !== "" || search.theme !== "";

function Own({ search, guides, inRegion }: { search: LessonSearch; guides: boolean; inRegion: boolean }) {
  const t = useT();
  const list = useInfiniteQuery({ ...lessonsOf(search), placeholderData: keepPreviousData, select: (data) => data.pages.flatMap((one) => one.lessons ?? []) });
  const none = isSearch(search)
    ? <p className="soft" role="status">{t("evaluation.lessons.foundNone")}</p>
    : <EmptyState title={t("evaluation.lessons.none.title")} text={t("evaluation.lessons.none.text")} pictogram={LightBulb} />;
  return (
    <div className="stack">
      <QueryView query={list} empty={none}>
        {(found) => <ul className="stack plain-list">{found.map((lesson) => <li key={lesson.id}><OwnLesson of={lesson} guides={guides} inRegion={inRegion} /></li>)}</ul>}
      </QueryView>
      {list.hasNextPage && <div><Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>{t("common.more")}</Button></div>}
    </div>
  );
}

function Region({ search }: { search: LessonSearch }) {
  const t = useT();
  const list = useInfiniteQuery({ ...regionLessonsOf(search), placeholderData: keepPreviousData, select: (data) => data.pages.flatMap((one) => one.lessons ?? []) });
  const none = isSearch(search)
    ? <p className="soft" role="status">{t("evaluation.lessons.foundNone")}</p>
    : <EmptyState title={t("intervision.lessons.region.none.title")} text={t("intervision.lessons.region.none.text")} pictogram={LightBulb} />;
  return (
    <div className="stack">
      <p className="soft">{t("intervision.lessons.region.lead")}</p>
      <QueryView query={list} empty={none}>
        {(found) => <ul className="stack plain-list">{found.map((lesson) => <li key={lesson.id}><FromRegion of={lesson} /></li>)}</ul>}
      </QueryView>
      {list.hasNextPage && <div><Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>{t("common.more")}</Button></div>}
    </div>
  );
}
