/** The organisation: a list of its parts in groups, and each part on a page of its own behind it (`?deel=`). */
import { Link, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useSession } from "@/api/session";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { useT } from "@/i18n/staff";
import styles from "./organisation.module.css";
import { type OrganisationPart, organisationGroups, organisationParts, partsFor } from "./parts";

/** Each part's component, made once: a lazy component made while drawing would begin anew at each drawing. */
const contents = new Map(
  organisationParts.flatMap((part) => ("show" in part ? [[part.id as OrganisationPart, lazy(() => part.show().then((component) => ({ default: component })))] as const] : [])),
);

export function OrganisationPage() {
  const { deel } = useSearch({ from: "/shell/organisatie" });
  const session = useSession().data;
  const parts = partsFor(session?.roles ?? []);
  const chosen = parts.find((part) => part.id === deel && part.show);
  return chosen ? <OnePart key={chosen.id} id={chosen.id} /> : <AllParts parts={parts} />;
}

function OnePart({ id }: { id: OrganisationPart }) {
  const t = useT();
  const Content = contents.get(id);
  return (
    <Page title={t(`organisation.part.${id}`)} above={<Link to="/organisatie">{t("organisation.title")}</Link>}>
      <div className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>
        <Suspense fallback={<LoadingRows />}>{Content && <Content />}</Suspense>
      </div>
    </Page>
  );
}

function AllParts({ parts }: { parts: ReturnType<typeof partsFor> }) {
  const t = useT();
  if (parts.length === 0) return <Page title={t("organisation.title")}><EmptyState title={t("organisation.notYours")} /></Page>;
  return (
    <Page title={t("organisation.title")} lead={t("organisation.lead")}>
      <div className="stack" style={{ "--gap": "var(--space-7)" } as React.CSSProperties}>
        {organisationGroups.map((group) => {
          const of = parts.filter((part) => part.group === group);
          return of.length > 0 && (
            <section key={group} className={styles.group} aria-labelledby={`group-${group}`}>
              <h2 id={`group-${group}`}>{t(`organisation.group.${group}`)}</h2>
              <ul className={`${styles.parts} plain-list`}>
                {of.map(({ id, to }) => (
                  <li key={id}><Card level={3} href={to ?? `/organisatie?deel=${id}`} title={t(`organisation.part.${id}`)} note={t(`organisation.about.${id}`)} /></li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Page>
  );
}
