/** Something may be unsafe: two taps from anywhere, nothing to write, and at once what to do now in the organisation's own words. */
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { useLink } from "@/design/link";
import { Page } from "@/design/Page";
import { inLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { sentencesOf } from "./concern";
import styles from "./evaluation.module.css";
import { ChangeNote } from "./Notes";
import { useCalled, usePeopleOf } from "./people";
import { type Concern, concernHelpQuery, matchQuery, reportConcern } from "./queries";

export function ConcernPage() {
  const search = useSearch({ from: "/shell/zorg" });
  // Another subject is another concern.
  return <Reporting key={`${search.match ?? ""}${search.client ?? ""}`} match={search.match} client={search.client} />;
}

function Reporting({ match, client }: { match?: string; client?: string }) {
  const t = useT();
  const [reported, setReported] = useState<Concern | null>(null);
  const report = useChange({
    run: (_: void, once) => reportConcern({ matchId: match, clientId: client }, once),
    refresh: [["concerns"]],
    onDone: setReported,
  });
  if (reported) return <Reported concern={reported} back={match ? `/koppelingen/${match}` : client ? `/mensen/${client}` : "/"} />;
  return (
    <Page title={t("evaluation.concern.title")} lead={t("evaluation.concern.lead")} width="text">
      <div className={styles.danger}>
        <p className={styles.dangerWords}>{t("evaluation.concern.danger")}</p>
        <a href="tel:112" className={buttonClass("care", "large")}>{t("evaluation.concern.call")}</a>
      </div>
      <Now />
      <About match={match} client={client} />
      <ChangeNote problem={report.problem} />
      <div className={styles.report}>
        <Button kind="primary" size="large" isPending={report.isPending} onPress={() => report.start()}>{t("evaluation.concern.report")}</Button>
        <p className="soft">{t("evaluation.concern.report.help")}</p>
      </div>
    </Page>
  );
}

/** Whom one can call now, before anything is reported. */
function Now() {
  const t = useT();
  const help = useQuery(concernHelpQuery).data;
  if (!help?.phone) return null;
  return <div className="cluster">{help.closed && <p>{t("evaluation.concern.closed")}</p>}<Call of={help} /></div>;
}

function About({ match, client }: { match?: string; client?: string }) {
  const t = useT();
  const found = useQuery({ ...matchQuery(match ?? ""), enabled: !!match });
  const people = usePeopleOf([match])(match);
  const { called, nameOf } = useCalled([...people, client]);
  if (!match && !client) return <p className="soft">{t("evaluation.concern.aboutNothing")}</p>;
  const names = match ? called(people) : nameOf(client);
  return (
    <div>
      <p className={styles.about}>
        {match ? (found.isPending ? "…" : t("evaluation.concern.aboutMatch", { names })) : t("evaluation.concern.about", { names })}
      </p>
      <Link to="/zorg" search={{}} className={`${buttonClass("quiet", "small")} ${styles.notAbout}`}>{t("evaluation.concern.notAbout")}</Link>
    </div>
  );
}

function Reported({ concern, back }: { concern: Concern; back: string }) {
  const t = useT();
  const format = useFormat();
  const route = useRef<HTMLDivElement>(null);
  // The page changed under the reader's finger: the answer takes the focus, so that it is read out.
  useEffect(() => route.current?.focus(), []);
  const sentences = sentencesOf(inLanguage(t.language, concern, "route"));
  return (
    <Page title={t("evaluation.concern.done.title")} width="text">
      <div ref={route} tabIndex={-1} className={styles.route} role="status">
        <h2>{t("evaluation.concern.now")}</h2>
        <ul className="plain-list stack">{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
      </div>
      {concern.reportTime && <p className="soft">{t("evaluation.concern.done.note", { when: format.dayTime(concern.reportTime) })}</p>}
      <div className="cluster">
        <a href="tel:112" className={buttonClass("care")}>{t("evaluation.concern.call")}</a>
        <Call of={concern} />
        <a {...useLink(back)} className={buttonClass("primary")}>{t("evaluation.concern.back")}</a>
      </div>
    </Page>
  );
}

/** Who answers at this moment, as the organisation says. */
function Call({ of }: { of: { phone?: string; whomNl?: string; whomEn?: string } | undefined }) {
  const t = useT();
  if (!of?.phone) return null;
  const whom = inLanguage(t.language, of, "whom");
  return <a href={`tel:${of.phone.replace(/[^+\d]/g, "")}`} className={buttonClass("secondary")}>{whom ? t("evaluation.concern.callWhom", { whom, phone: of.phone }) : t("evaluation.concern.callPhone", { phone: of.phone })}</a>;
}
