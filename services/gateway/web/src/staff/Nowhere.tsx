/** An address that leads nowhere. Who is signed in has the menu around it. */
import { useSession } from "@/api/session";
import { NotFound } from "./NotFound";
import { elsewhereFor, Shell } from "./Shell";
import styles from "./Shell.module.css";

export function Nowhere() {
  const session = useSession().data;
  if (session && elsewhereFor(session, "/") === null) return <Shell><NotFound /></Shell>;
  return <main className={styles.alone}><NotFound /></main>;
}
