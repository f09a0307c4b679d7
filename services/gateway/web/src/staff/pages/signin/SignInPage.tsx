/** Where somebody chooses their organisation; in development also a demo person. */
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { asProblem } from "@/api/problem";
import { signInAddress } from "@/api/session";
import { demoPeopleQuery, type Organisation, organisationsQuery } from "@/api/signin";
import { ErrorNote } from "@/design/ErrorNote";
import { Loading } from "@/design/Loading";
import { Logo } from "@/design/Logo";
import { useT } from "@/i18n/staff";
import { DemoPeople } from "./DemoPeople";
import { Trouble } from "./Trouble";
import { Walkers } from "./Walkers";
import { LanguageSwitch } from "@/app/LanguageSwitch";
import styles from "./SignInPage.module.css";

// Only in development is there anything in it.
const DemoCards = lazy(() => import("./DemoCards").then((module) => ({ default: module.DemoCards })));

export function SignInPage() {
  const t = useT();
  const search = useSearch({ from: "/inloggen" });
  const back = search.return ?? "/";
  const organisations = useQuery(organisationsQuery);
  const demo = useQuery(demoPeopleQuery);
  useEffect(() => {
    document.title = `${t("signin.title")} · Optrek`;
  }, [t]);

  return (
    <div className={styles.page}>
      <aside className={styles.poster}>
        <Walkers />
      </aside>
      <main className={styles.main}>
        <div className={styles.top}>
          <Logo />
          <LanguageSwitch />
        </div>
        <header className={styles.welcome}>
          <h1>{t("signin.title")}</h1>
          <p className={styles.lead}>{t("signin.lead")}</p>
        </header>
        {search.why !== undefined && <Trouble why={search.why} at={search.at} by={search.with} back={back} />}
        <section className="stack">
          <h2>{t("signin.chooseOrganisation")}</h2>
          {organisations.isPending && <Loading />}
          {organisations.isError && (
            <ErrorNote problem={asProblem(organisations.error)} onRetry={() => void organisations.refetch()} />
          )}
          {organisations.data && <Organisations of={organisations.data} back={back} />}
        </section>
        {demo.data && demo.data.length > 0 && <DemoPeople of={demo.data} back={back} />}
        <section className={styles.card}>
          <h2>{t("signin.clients.title")}</h2>
          <p>{t("signin.clients.text")}</p>
        </section>
        {demo.data && demo.data.length > 0 && <Suspense><DemoCards of={demo.data} /></Suspense>}
      </main>
    </div>
  );
}

function Organisations({ of, back }: { of: Organisation[]; back: string }) {
  const t = useT();
  if (of.length === 0) return <p>{t("signin.none")}</p>;
  return (
    <ul className={`${styles.organisations} plain-list`}>
      {of.map((organisation) => (
        <li key={organisation.id}>
          {organisation.providers ? <Choice of={organisation} back={back} /> : (
            <a
              className={styles.organisation}
              style={colourOf(organisation)}
              href={signInAddress(organisation.id, back)}
              aria-label={t("signin.signInAt", { organisation: organisation.name })}
            >
              {organisation.name}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

const colourOf = (organisation: Organisation) =>
  organisation.accent ? ({ "--organisation": organisation.accent } as React.CSSProperties) : undefined;

/** An organisation with more than one way in: its name above them. */
function Choice({ of, back }: { of: Organisation; back: string }) {
  const t = useT();
  return (
    <div className={styles.ways} role="group" aria-label={t("signin.signInAt", { organisation: of.name })}>
      <p className={styles.wayName}>{of.name}</p>
      <p className="soft small">{t("signing.choose")}</p>
      {of.providers?.map((way) => (
        <a key={way.key} className={styles.organisation} style={colourOf(of)} href={signInAddress(of.id, back, { provider: way.key })}>
          {way.label}
        </a>
      ))}
    </div>
  );
}
