/** One quiet line above every page: no connection, something waits, it went, or it could not be taken. */
import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { useLink } from "@/design/link";
import { useT } from "@/i18n/client";
import { usePost } from "./away/use-post";
import styles from "./ClientShell.module.css";

const online = (listener: () => void) => {
  for (const name of ["online", "offline"]) window.addEventListener(name, listener);
  return () => {
    for (const name of ["online", "offline"]) window.removeEventListener(name, listener);
  };
};

/** As long as it takes to read, and be read out. */
const shown = 12_000;

export function PostLine() {
  const t = useT();
  const connected = useSyncExternalStore(online, () => navigator.onLine, () => true);
  const post = usePost();
  const [told, setTold] = useState<typeof post>();
  const look = useLink("/mijn/straks");
  const sent = post.sent && told !== post;
  useEffect(() => {
    if (!post.sent) return;
    const timer = setTimeout(() => setTold(post), shown);
    return () => clearTimeout(timer);
  }, [post]);
  let words: ReactNode = null;
  if (post.letters.some(({ state }) => state === "refused")) words = <>{t("client.post.refused")} <a {...look}>{t("client.post.look")}</a></>;
  else if (post.letters.length > 0) words = <>{t("client.waiting")} <a {...look}>{t("client.post.look")}</a></>;
  else if (!connected) words = t("client.offline");
  else if (sent) words = t("client.post.sent");
  // The place is there before the words: only then a screen reader says them.
  return <div role="status">{words && <p className={styles.offline}>{words}</p>}</div>;
}
