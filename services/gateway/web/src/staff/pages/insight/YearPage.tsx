/** The story of a year: written by people, begun by Optrek from what is public and what was learned. Every version stays. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { NotFound } from "@/staff/NotFound";
import { useWorkerNames } from "@/names/names";
import styles from "./insight.module.css";
import { lessonsOf, quartersQuery, type Section, storiesOf, summaryQuery, type YearSummary } from "./queries";
import { begin, blocks, storiesPart } from "./story";
import { WriteStory } from "./WriteStory";

export function YearPage() {
  const { year } = useParams({ from: "/shell/inzicht/jaar/$year" });
  return /^\d{4}$/.test(year) ? <OneYear year={Number(year)} /> : <NotFound />;
}

function OneYear({ year }: { year: number }) {
  const t = useT();
  const { versie } = useSearch({ from: "/shell/inzicht/jaar/$year" });
  const summary = useQuery(summaryQuery(year, versie ?? 0));
  const organisation = useSession().data?.organisation?.name;
  return (
    <Page
      title={t("insight.year.title", { year })}
      lead={<span className="no-print">{t("insight.year.lead")}</span>}
      above={<Link to="/inzicht" className="no-print">{t("insight.title")}</Link>}
    >
      <p className={styles.by}>{organisation}</p>
      <QueryView query={summary} isEmpty={() => false}>
        {(found) => {
          if (!found) return <Begin year={year} />;
          return versie ? <Old summary={found} /> : <Now key={year} summary={found} />;
        }}
      </QueryView>
    </Page>
  );
}

/** Nobody wrote one yet: what is known makes a beginning. */
function Begin({ year }: { year: number }) {
  const t = useT();
  const format = useFormat();
  const quarters = useQuery(quartersQuery);
  const lessons = useQuery(lessonsOf(year));
  return (
    <QueryView query={quarters}>
      {(found) => (
        <QueryView query={lessons} isEmpty={() => false}>
          {(learned) => (
            <>
              <p className="soft no-print">{t("insight.year.begun")}</p>
              <WriteStory year={year} current={{ sections: begin(t, format.list, { year, quarters: found.quarters ?? [], lessons: learned }), etag: "" }} />
            </>
          )}
        </QueryView>
      )}
    </QueryView>
  );
}

const sectionsOf = (summary: YearSummary): Section[] => (summary.sections ?? []).map(({ title = "", body = "" }) => ({ title, body }));

function Now({ summary }: { summary: YearSummary }) {
  const t = useT();
  const format = useFormat();
  const name = useWorkerNames([summary.savedBy])(summary.savedBy);
  return (
    <>
      <p className="soft no-print">{t("insight.year.saved", { n: summary.version ?? 1, date: format.date(summary.saveTime ?? ""), name })}</p>
      <WriteStory year={summary.year ?? 0} current={{ sections: sectionsOf(summary), etag: summary.etag ?? "" }} />
      <Versions summary={summary} />
    </>
  );
}

function Versions({ summary }: { summary: YearSummary }) {
  const t = useT();
  const earlier = Array.from({ length: (summary.version ?? 1) - 1 }, (_, index) => index + 1).reverse();
  if (earlier.length === 0) return null;
  return (
    <details className={`${styles.how} no-print`}>
      <summary>{t("insight.year.versions")}</summary>
      <ul>
        {earlier.map((n) => (
          <li key={n}>
            <Link to="/inzicht/jaar/$year" params={{ year: String(summary.year) }} search={{ versie: n }}>{t("insight.year.version", { n })}</Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Old({ summary }: { summary: YearSummary }) {
  const t = useT();
  const format = useFormat();
  const params = { year: String(summary.year) };
  return (
    <>
      <p className="soft">{t("insight.year.old", { n: summary.version ?? 1, date: format.date(summary.saveTime ?? "") })}</p>
      <div className="cluster no-print">
        <Link to="/inzicht/jaar/$year" params={params} className={buttonClass("primary")}>{t("insight.year.old.back")}</Link>
        <Take summary={summary} />
        <Button onPress={() => window.print()}>{t("insight.print")}</Button>
        <Download year={summary.year ?? 0} sections={sectionsOf(summary)} />
      </div>
      <Story year={summary.year ?? 0} sections={sectionsOf(summary)} />
    </>
  );
}

/** Goes on with an earlier version: it lies in the form, and is the newest once it is saved. */
function Take({ summary }: { summary: YearSummary }) {
  const t = useT();
  const navigate = useNavigate();
  const year = summary.year ?? 0;
  const now = useQuery(summaryQuery(year, 0)).data;
  if (!now) return null;
  const take = () => {
    sessionStorage.setItem(`optrek.draft.year:${year}`, JSON.stringify({ sections: sectionsOf(summary), etag: now.etag }));
    void navigate({ to: "/inzicht/jaar/$year", params: { year: String(year) } });
  };
  return <Button onPress={take}>{t("insight.year.old.take")}</Button>;
}

export function Story({ year, sections: written }: { year: number; sections: readonly Section[] }) {
  const t = useT();
  const sections = [...written, ...storiesPart(t, useQuery(storiesOf(year)).data ?? [])];
  return (
    <div className={styles.story}>
      {sections.map((section, index) => (
        <section key={index}>
          <h2>{section.title}</h2>
          {blocks(section.body).map((block, at) =>
            block.kind === "text" ? <p key={at}>{block.text}</p> : <ul key={at}>{block.items.map((item, n) => <li key={n}>{item}</li>)}</ul>,
          )}
        </section>
      ))}
      <p className="soft small">{t("insight.year.foot")}</p>
    </div>
  );
}

export function Download({ year, sections }: { year: number; sections: readonly Section[] }) {
  const t = useT();
  const organisation = useSession().data?.organisation?.name ?? "";
  const queries = useQueryClient();
  const make = async () => {
    try {
      const [{ download }, stories] = await Promise.all([import("./document"), queries.fetchQuery(storiesOf(year))]);
      await download(
        { title: t("insight.year.title", { year }), organisation, sections: [...sections, ...storiesPart(t, stories)], foot: t("insight.year.foot"), language: t.language },
        t("insight.year.file", { year }),
      );
    } catch {
      toast(t("insight.year.download.problem"));
    }
  };
  return <Button onPress={() => void make()}>{t("insight.year.download")}</Button>;
}
