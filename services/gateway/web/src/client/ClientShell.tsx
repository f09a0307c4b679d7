/** Around every page of the client's face: the name, how I like it, stopping; and a quiet line when there is no internet. */
import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { asProblem } from "@/api/problem";
import { signOut, useSession } from "@/api/session";
import { useTour } from "@/app/tour";
import { ErrorNote } from "@/design/ErrorNote";
import { Loading } from "@/design/Loading";
import { Logo } from "@/design/Logo";
import { useT } from "@/i18n/client";
import styles from "./ClientShell.module.css";
import { Outside } from "./outside-routes";
import { Tour } from "./pages/tour/routes";

// Dialogs bring React Aria along; they wait until somebody asks.
const Settings = lazy(() => import("./Settings").then((module) => ({ default: module.Settings })));

const online = (listener: () => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};

export function ClientShell() {
  const t = useT();
  const session = useSession();
  const connected = useSyncExternalStore(online, () => navigator.onLine, () => true);
  const [settings, setSettings] = useState(false);
  const touring = useTour("client").at !== null;
  const signedIn = session.data?.signedIn === true;
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#inhoud">{t("client.skipLink")}</a>
      <header className={styles.bar}>
        <Logo />
        <div className={styles.actions}>
          <button type="button" className={styles.action} onClick={() => setSettings(true)}>{t("client.settings")}</button>
          {signedIn && <button type="button" className={styles.action} onClick={() => void signOut(session.data?.method === "card" ? "/mijn" : undefined)}>{t("client.signOut")}</button>}
        </div>
      </header>
      {!connected && <p className={styles.offline} role="status">{t("client.offline")}</p>}
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
