/** Where somebody is signed in, with what, and ending one or all others. */
import { useQuery } from "@tanstack/react-query";
import { endOthers, endPlace, placesKey, placesQuery, type SignedInPlace } from "@/api/sessions";
import { signOut } from "@/api/session";
import { Button } from "@/design/Button";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import styles from "./SignedIn.module.css";

export function SignedInPage() {
  const t = useT();
  const places = useQuery(placesQuery);
  return (
    <Page title={t("signing.places.title")} lead={t("signing.places.lead")} width="text">
      <div className="stack"><QueryView query={places}>{(all) => <Places all={all} />}</QueryView></div>
    </Page>
  );
}

function Places({ all }: { all: SignedInPlace[] }) {
  const t = useT();
  const refresh = [placesKey];
  const end = useChange({ run: (id: string) => endPlace(id), refresh, onDone: () => toast(t("signing.places.ended")) });
  const others = useChange({ run: () => endOthers(), refresh, onDone: () => toast(t("signing.places.endedOthers")) });
  const here = [...all].sort((a, b) => Number(b.current) - Number(a.current));
  return (
    <>
      <ul className={`${styles.places} plain-list`}>
        {here.map((place) => <Place key={place.id} of={place} onEnd={() => (place.current ? void signOut() : end.start(place.id))} />)}
      </ul>
      <ErrorNote problem={end.problem ?? others.problem} />
      {all.length > 1 ? (
        <>
          <p>{t("signing.places.strange")}</p>
          <div><Button onPress={() => others.start(undefined)} isPending={others.isPending}>{t("signing.places.endOthers")}</Button></div>
        </>
      ) : <p>{t("signing.places.only")}</p>}
    </>
  );
}

function Place({ of, onEnd }: { of: SignedInPlace; onEnd: () => void }) {
  const t = useT();
  const format = useFormat();
  const device = of.browser ? t("signing.places.device", { browser: of.browser, system: of.system }) : t("signing.places.unknown");
  const isToday = (when: string) => new Date(when).toDateString() === new Date().toDateString();
  const since = { day: format.day(of.startedAt), time: format.time(of.startedAt) };
  const seen = { day: format.day(of.lastSeen), time: format.time(of.lastSeen) };
  return (
    <li className={styles.place}>
      <div className={styles.what}>
        <span className={styles.device}>{device}</span>
        <span className="soft">
          {isToday(of.startedAt) ? t("signing.places.since", since) : t("signing.places.sinceDay", since)}{" "}
          {!of.current && (isToday(of.lastSeen) ? t("signing.places.seen", seen) : t("signing.places.seenDay", seen))}
        </span>
      </div>
      {of.current && <Chip tone="leaf">{t("signing.places.here")}</Chip>}
      <Button kind="quiet" onPress={onEnd} aria-label={t("signing.places.endThere", { device })}>{t("signing.places.end")}</Button>
    </li>
  );
}
