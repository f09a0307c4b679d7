/** The staff shell: skip link, navigation (left on a desktop, a bar on top on a phone), the person's menu, the page. */
import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useParams, useRouterState } from "@tanstack/react-router";
import { type ReactNode, Suspense, useEffect, useState } from "react";
import { useLive } from "@/app/live";
import { useTour } from "@/app/tour";
import { hasRole, type Session, useSession, signInPage } from "@/api/session";
import { asProblem } from "@/api/problem";
import { ErrorNote } from "@/design/ErrorNote";
import { Loading } from "@/design/Loading";
import { Logo } from "@/design/Logo";
import { TooLong } from "@/design/too-long";
import { buttonClass } from "@/design/button-class";
import { useT } from "@/i18n/staff";
import { useFirstWrong } from "./first-wrong";
import { concernPage, hasWholeIds, isOfOneself, placeOf, placesFor } from "./navigation";
import { concernAbout } from "./pages/evaluation/concern";
import { NotFound } from "./NotFound";
import { Tour } from "./pages/tour/routes";
import styles from "./Shell.module.css";
import { Quick, type Sheet } from "./quick/Quick";
import { Resumed } from "./Resumed";
import { UserMenu } from "./UserMenu";

/** Around every page; with children around those, where no route says which page it is. */
export function Shell({ children }: { children?: ReactNode }) {
  const session = useSession();
  const here = useRouterState({ select: (state) => state.location.href });
  const elsewhere = session.data && elsewhereFor(session.data, here);
  useEffect(() => {
    if (elsewhere) window.location.replace(elsewhere);
  }, [elsewhere]);

  if (session.isError) {
    return <main className={styles.alone}><ErrorNote problem={asProblem(session.error)} onRetry={() => void session.refetch()} /></main>;
  }
  if (!session.data || elsewhere) return <main className={styles.alone}><Loading /></main>;
  return <Frame session={session.data}>{children ?? <Somewhere />}</Frame>;
}

/** An address that was broken off on its way leads nowhere: that is said, and nothing is asked of the server. */
function Somewhere() {
  const params = useParams({ strict: false });
  return hasWholeIds(params) ? <Outlet /> : <NotFound />;
}

/** Where somebody belongs who is not (yet) staff: signing in, or the client's own face. */
export function elsewhereFor(session: Session, here: string): string | null {
  if (!session.signedIn) return signInPage(here);
  return session.face === "client" ? "/mijn" : null;
}

function Frame({ session, children }: { session: Session; children: ReactNode }) {
  const t = useT();
  useLive(useQueryClient(), session.face === "staff");
  useFirstWrong();
  const [open, setOpen] = useState(false);
  const touring = useTour("staff").at !== null;
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const { pathname: path, search } = useRouterState({ select: (state) => state.location });
  const roles = session.roles ?? [];
  const lit = placeOf(path, search, roles);
  useEffect(() => setOpen(false), [path]);

  return (
    <TooLong value={(length, most) => t("shell.tooLong", { length, most })}>
      <div className={styles.shell} data-touring={touring || undefined}>
        <a className={styles.skip} href="#inhoud">{t("shell.skip")}</a>
        <header className={styles.bar}>
          <Link to="/" className={styles.brand}><Logo /><span className={styles.organisation}>{session.organisation?.name}</span></Link>
          <button type="button" className={styles.search} aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K" onClick={() => setSheet("search")}>
            <span>{t("shell.search")}</span>
            <kbd aria-hidden="true">Ctrl K</kbd>
          </button>
          {/* Two taps from anywhere, also on a phone: there it stands beside the menu, not in it. */}
          <span className={styles.concernInBar}><Concern session={session} path={path} short /></span>
          <button
            type="button"
            className={styles.menuButton}
            aria-expanded={open}
            aria-controls="hoofdmenu"
            onClick={() => setOpen(!open)}
          >
            {t("shell.menu")}
          </button>
          <div id="hoofdmenu" className={styles.side} data-open={open || undefined}>
            <nav aria-label={t("shell.nav")}>
              <ul className={styles.places}>
                {placesFor(roles).map((place) => (
                  <li key={place.to}>
                    <Link to={place.to} activeOptions={exactly} aria-current={place === lit ? "true" : undefined} className={styles.place}>{t(place.label)}</Link>
                  </li>
                ))}
              </ul>
            </nav>
            <div className={styles.foot}>
              <span className={styles.concernInSide}><Concern session={session} path={path} /></span>
              <UserMenu session={session} current={!lit && isOfOneself(path)} onKeys={() => setSheet("keys")} />
            </div>
          </div>
        </header>
        <Quick session={session} sheet={sheet} onSheet={setSheet} />
        <main id="inhoud" tabIndex={-1} className={styles.main}><Resumed />{children}</main>
        {touring && <Suspense><Tour session={session} /></Suspense>}
      </div>
    </TooLong>
  );
}

/** The router says "page" of a place's own page only; on what lies behind it the place is lit by us. */
const exactly = { exact: true, includeSearch: false };

/** Something may be unsafe: always in the same place, and it takes along the match or the person somebody is looking at. */
function Concern({ session, path, short = false }: { session: Session; path: string; short?: boolean }) {
  const t = useT();
  if (!hasRole(session, "support_worker", "network_lead", "coordinator")) return null;
  return (
    <Link to={concernPage} search={concernAbout(path)} className={buttonClass("care", "small")} aria-label={short ? t("shell.concern") : undefined}>
      {short ? t("shell.concernShort") : t("shell.concern")}
    </Link>
  );
}
