/** Around every page of the client's face: the name, how I like it, stopping; and a quiet line about the connection. */
import { Outlet } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { asProblem } from "@/api/problem";
import { useSession } from "@/api/session";
import { useTour } from "@/app/tour";
import { ErrorNote } from "@/design/ErrorNote";
import { Loading } from "@/design/Loading";
import { Logo } from "@/design/Logo";
import { useT } from "@/i18n/client";
import { post } from "./away/road";
import styles from "./ClientShell.module.css";
import { useGo } from "./go";
import { goodbye } from "./goodbye";
import { Outside } from "./outside-routes";
import { Settings } from "./pages/settings/routes";
import { Tour } from "./pages/tour/routes";
import { PostLine } from "./PostLine";

export function ClientShell() {
  const t = useT();
  const session = useSession();
  const go = useGo();
  const [settings, setSettings] = useState(false);
  const touring = useTour("client").at !== null;
  const signedIn = session.data?.signedIn === true;
  const leave = () => (post.read().letters.length > 0 ? go("/mijn/tot-ziens") : void goodbye(session.data?.method));
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#inhoud">{t("client.skipLink")}</a>
      <header className={styles.bar}>
        <Logo />
        <div className={styles.actions}>
          <button type="button" className={styles.action} onClick={() => setSettings(true)}>{t("client.settings")}</button>
          {signedIn && <button type="button" className={styles.action} onClick={leave}>{t("client.signOut")}</button>}
        </div>
      </header>
      <PostLine />
      {session.data?.method === "beside" && <p className={styles.offline} role="status">{t("client.beside")}</p>}
      <main id="inhoud" tabIndex={-1} className={styles.main}>
        {session.isPending && <Loading />}
        {session.isError && <ErrorNote problem={asProblem(session.error)} onRetry={() => void session.refetch()} />}
        {session.data && (signedIn ? <Outlet /> : <Suspense fallback={<Loading />}><Outside /></Suspense>)}
      </main>
      {touring && signedIn && <Suspense fallback={null}><Tour /></Suspense>}
      {settings && (
        <Suspense fallback={null}>
          <Settings isOpen onOpenChange={setSettings} signedIn={signedIn} />
        </Suspense>
      )}
    </div>
  );
}
