/** The library of lessons: what support workers learned, without names, for everybody in the organisation (E-07). */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { matches } from "@/design/search";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { LightBulb } from "@/pictograms";
import styles from "./evaluation.module.css";
import { AddLesson } from "./Lessons";
import { type Lesson, lessonsQuery } from "./queries";

export function LessonsPage() {
  const t = useT();
  const session = useSession().data;
  const guides = hasRole(session, "support_worker", "network_lead", "coordinator");
  const list = useInfiniteQuery({ ...lessonsQuery, select: (data) => data.pages.flatMap((one) => one.lessons ?? []) });
  return (
    <Page
      title={t("evaluation.lessons.title")}
      lead={t("evaluation.lessons.lead")}
      above={guides && <Link to="/intervisie">{t("evaluation.title")}</Link>}
      width="text"
    >
      {guides && <AddLesson />}
      <QueryView query={list} empty={<EmptyState title={t("evaluation.lessons.none.title")} text={t("evaluation.lessons.none.text")} pictogram={LightBulb} />}>
        {(found) => <Library of={found} linked={guides} />}
      </QueryView>
      {list.hasNextPage && (
        <div><Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>{t("common.more")}</Button></div>
      )}
    </Page>
  );
}

function Library({ of, linked }: { of: Lesson[]; linked: boolean }) {
  const t = useT();
  const format = useFormat();
  const [word, setWord] = useState("");
  const found = of.filter((lesson) => matches(lesson.words ?? "", word));
  return (
    <>
      {of.length > 5 && <TextField type="search" label={t("evaluation.lessons.find")} value={word} onChange={setWord} />}
      {found.length === 0 && <p className="soft" role="status">{t("evaluation.lessons.foundNone")}</p>}
      <ul className="stack plain-list">
        {found.map((lesson) => (
          <li key={lesson.id} className={styles.lesson}>
            <p>{lesson.words}</p>
            <div className="cluster">
              {lesson.createTime && <span className="soft small">{format.date(lesson.createTime)}</span>}
              {linked && lesson.intervisionId && (
                <Link to="/intervisie/$intervisionId" params={{ intervisionId: lesson.intervisionId }} className="small">{t("evaluation.lessons.from")}</Link>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
